package io.secateur.engine;

import java.util.function.Supplier;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * How many threads OpenBLAS takes for a product. They meet after every few hundred terms of its
 * sums, and wait for each other in a loop. Where there are few sums and these are long, that costs
 * more than it saves, and fifty times as much where other programs want the processors too.
 */
final class BlasThreads {
  /** A square of so many sums is worth more than one thread. */
  private static final int WIDE = 512;

  /** As many as it began with, by the machine or OPENBLAS_NUM_THREADS. */
  private static final int ITS_OWN = 0;

  private BlasThreads() {}

  /**
   * Multiplies, on one thread if that is better.
   *
   * @param width what the product is high and wide
   */
  static <T> T of(int width, Supplier<T> product) {
    if (width >= WIDE) {
      return product.get();
    }
    openblas_nolapack.blas_set_num_threads(1);
    try {
      return product.get();
    } finally {
      openblas_nolapack.blas_set_num_threads(ITS_OWN);
    }
  }
}
