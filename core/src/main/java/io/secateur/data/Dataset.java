package io.secateur.data;

/**
 * Samples in a fixed order, each with named inputs and perhaps a target.
 *
 * <p>All methods are safe to call from several threads at once.
 */
public interface Dataset {
  /** How many samples there are. */
  int size();

  /**
   * The samples from {@code from} (inclusive) to {@code to} (exclusive), in arrays made for this
   * call.
   *
   * @throws IndexOutOfBoundsException if that is not a range of samples
   */
  Batch batch(int from, int to);

  /** The targets of all samples, in their order. */
  Targets targets();

  /** SHA-256 of the bytes of the source's files in the order named, the same for every view. */
  String sha256();

  /**
   * A view of the samples from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if that is not a range of samples
   */
  Dataset slice(int from, int to);

  /**
   * A view of these samples in this order; a sample may come more than once.
   *
   * @throws IndexOutOfBoundsException if one of them does not exist
   */
  Dataset take(int[] samples);

  /** For people: {@code 10000 samples of mnist/t10k-images-idx3-ubyte.gz, 10 classes}. */
  String description();
}
