package io.secateur.data;

import java.util.List;

/**
 * How data is to be read. A value x becomes (x * scale - mean) / std.
 *
 * @param source a file, or several with commas between them
 * @param skip samples to leave out at the start
 * @param take samples to use after those, {@link Long#MAX_VALUE} for all there are
 * @param scale what every value is multiplied by first
 * @param mean what is subtracted then: nothing, one value, or one per channel
 * @param std what is divided by last: nothing, one value, or one per channel
 */
public record DataOptions(
    String source, long skip, long take, double scale, List<Double> mean, List<Double> std) {

  /** Throws IllegalArgumentException, in the words of the command line's flags. */
  public DataOptions {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    require(!source.isBlank(), "--data must name a file");
    require(skip >= 0, "--skip must be at least 0, not " + skip);
    require(take >= 1, "--take must be at least 1, not " + take);
    require(
        Double.isFinite(scale) && scale != 0,
        "--scale must be a number other than 0, not " + scale);
    for (double m : mean) {
      require(Double.isFinite(m), "--mean must be numbers, not " + m);
    }
    for (double s : std) {
      require(Double.isFinite(s) && s != 0, "--std must be numbers other than 0, not " + s);
    }
    require(
        mean.isEmpty() || std.isEmpty() || mean.size() == std.size(),
        "--mean and --std must have equally many values, not "
            + mean.size()
            + " and "
            + std.size());
  }

  /** Every sample of a source, with the values as they are in the file. */
  public static DataOptions of(String source) {
    return new DataOptions(source, 0, Long.MAX_VALUE, 1, List.of(), List.of());
  }

  private static void require(boolean right, String sentence) {
    if (!right) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Whether values are to be changed at all. */
  boolean changesValues() {
    return scale != 1 || !mean.isEmpty() || !std.isEmpty();
  }
}
