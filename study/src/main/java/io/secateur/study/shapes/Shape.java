package io.secateur.study.shapes;

/** A region of the plane, inside the square [-1, 1] x [-1, 1]. */
@FunctionalInterface
public interface Shape {
  /** Whether a point is inside; the border belongs to the shape. */
  boolean contains(double x, double y);
}
