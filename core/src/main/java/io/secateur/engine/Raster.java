package io.secateur.engine;

/**
 * A sample's numbers as a picture, squares of pixels taken together.
 *
 * @param channels such as 1, or 3 for red, green and blue
 * @param height pixels
 * @param width pixels
 * @param isLast whether a pixel's channels lie side by side
 * @param square pixels along each side of a square
 */
public record Raster(int channels, int height, int width, boolean isLast, int square) {
  /** Squares from top to bottom; the last may be cut. */
  public int rows() {
    return (height + square - 1) / square;
  }

  /** Squares from left to right; the last may be cut. */
  public int columns() {
    return (width + square - 1) / square;
  }

  /** Numbers of the picture. */
  public int size() {
    return channels * rows() * columns();
  }

  /** The same picture in larger squares. */
  public Raster by(int other) {
    return new Raster(channels, height, width, isLast, other);
  }

  /** Where the number at a place of the sample stands when channels come first. */
  public int place(int i) {
    return isLast ? i % channels * height * width + i / channels : i;
  }
}
