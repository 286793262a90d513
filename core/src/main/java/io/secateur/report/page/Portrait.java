package io.secateur.report.page;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of one neuron.
 *
 * @param neuron its number among all that can be removed
 * @param surfaces its error surface, perhaps at several networks on the way
 * @param histogram how its outputs are spread; null for unknown
 * @param looks what its ingoing weights look at, where these are a picture; null where not
 * @param answers how each pixel of the input goes with its output, a correlation from −1 to 1; null
 *     where the input is no picture
 */
public record Portrait(
    int neuron,
    List<Surface> surfaces,
    @Nullable Histogram histogram,
    @Nullable Looks looks,
    @Nullable Looks answers) {
  public Portrait {
    surfaces = List.copyOf(surfaces);
  }

  /**
   * The total error against the neuron's gate, all others as they are.
   *
   * @param name the network, such as {@code trained} or {@code 20 removed}
   * @param gains values of α, ascending
   * @param errors E(α) at these
   */
  public record Surface(String name, double[] gains, double[] errors) {}

  /**
   * How often outputs fell where.
   *
   * @param least where the first bin begins
   * @param most where the last one ends
   * @param counts of bins of equal width
   */
  public record Histogram(double least, double most, long[] counts) {}

  /**
   * Numbers as a picture.
   *
   * @param height rows
   * @param width columns
   * @param channels 1 or 3; three are red, green and blue
   * @param most the largest in size
   * @param parts (channels, height, width), of the largest from −1 to 1 as −127 to 127
   */
  public record Looks(int height, int width, int channels, double most, byte[] parts) {
    /** Of numbers (channels, height, width). */
    public static Looks of(int height, int width, int channels, double... numbers) {
      double most = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
      byte[] parts = new byte[numbers.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = (byte) Math.round(127 * numbers[i] / Math.max(most, Double.MIN_NORMAL));
      }
      return new Looks(height, width, channels, most, parts);
    }
  }
}
