package io.secateur.study.shapes;

/**
 * |x| + |y| <= reach, a square on its tip: one of the paper's toys. Its area is 2 reach².
 *
 * @param reach how far its tips are from the middle, above 0 and at most 1
 */
public record Diamond(double reach) implements Shape {
  /** Throws IllegalArgumentException if the reach is out of its range. */
  public Diamond {
    if (!(reach > 0 && reach <= 1)) {
      throw new IllegalArgumentException(
          "a diamond's reach is above 0 and at most 1, not " + reach);
    }
  }

  @Override
  public boolean contains(double x, double y) {
    return Math.abs(x) + Math.abs(y) <= reach;
  }
}
