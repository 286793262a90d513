package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import org.jspecify.annotations.Nullable;

/**
 * When to stop; the first that is met counts, and one that is null never is.
 *
 * @param neurons how many neurons to remove
 * @param keepAccuracy stop before accuracy has fallen by more than so many percentage points
 * @param maxError stop before the error exceeds so many times the starting error
 * @param params the parameters that may remain
 * @param flops the floating-point operations that may remain
 */
public record Stops(
    @Nullable Amount neurons,
    @Nullable Double keepAccuracy,
    @Nullable Double maxError,
    @Nullable Amount params,
    @Nullable Amount flops) {

  /** Never, until every layer is down to what must stay. */
  public static final Stops NEVER = new Stops(null, null, null, null, null);

  public Stops {
    if (keepAccuracy != null && !(keepAccuracy >= 0 && keepAccuracy <= 100)) {
      throw new IllegalArgumentException(
          "--keep-accuracy must be 0 to 100 percentage points, not " + keepAccuracy);
    }
    if (maxError != null && !(maxError > 0 && maxError < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "--max-error must be more than 0 times the starting error, not " + maxError);
    }
  }

  /** Stops after so many neurons. */
  public static Stops after(int neurons) {
    return new Stops(new Amount(neurons, false), null, null, null, null);
  }

  /**
   * The same, a share of parameters being one of a file, whose network has more of them while it is
   * measured: repair adds biases. FLOPs are those of products, and the same in both.
   */
  public Stops sharesOf(Anatomy file) {
    if (params == null) {
      return this;
    }
    long left = params.of(file.costs().parameters(file.open()));
    return new Stops(neurons, keepAccuracy, maxError, new Amount(left, false), flops);
  }

  public boolean isNever() {
    return equals(NEVER);
  }
}
