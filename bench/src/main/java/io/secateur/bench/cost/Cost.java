package io.secateur.bench.cost;

/**
 * What one exact ranking cost.
 *
 * @param neurons how many were ranked
 * @param samples on how many samples
 * @param cold seconds for the first in the process
 * @param warm seconds when the times have settled
 * @param peak the most memory that the process ever held until the first was over, in bytes
 */
public record Cost(int neurons, int samples, double cold, double warm, long peak) {
  /** One line that {@link #parse} reads. */
  public String line() {
    return neurons + " " + samples + " " + cold + " " + warm + " " + peak;
  }

  /** Reads a line. */
  public static Cost parse(String line) {
    String[] words = line.split(" ", -1);
    return new Cost(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Long.parseLong(words[4]));
  }

  /** Seconds a candidate, warm. */
  public double each() {
    return warm / neurons;
  }
}
