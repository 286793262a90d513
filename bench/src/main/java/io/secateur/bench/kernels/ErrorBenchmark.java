package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The errors of a block with ten classes. */
@State(Scope.Thread)
public class ErrorBenchmark {
  private static final int CLASSES = 10;

  private float[] z = {};
  private float[] t = {};
  private final float[] each = new float[Kernels.BLOCK];

  /** Fills the arrays. */
  @Setup
  public void fill() {
    Numbers numbers = new Numbers();
    z = numbers.block(CLASSES);
    t = numbers.oneHot(CLASSES);
  }

  /** The squared error of outputs. */
  @Benchmark
  public float[] squared(Loops loops) {
    loops.kernels().squared(z, CLASSES, t, Kernels.BLOCK, each);
    return each;
  }

  /** The squared error of a softmax. */
  @Benchmark
  public float[] brier(Loops loops) {
    loops.kernels().brier(z.clone(), CLASSES, t, Kernels.BLOCK, each);
    return each;
  }

  /** The cross-entropy of a softmax. */
  @Benchmark
  public float[] categorical(Loops loops) {
    loops.kernels().categorical(z, CLASSES, t, Kernels.BLOCK, each);
    return each;
  }

  /** The cross-entropy of sigmoids. */
  @Benchmark
  public float[] bernoulli(Loops loops) {
    loops.kernels().bernoulli(z, CLASSES, t, Kernels.BLOCK, each);
    return each;
  }
}
