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
  private float[] weight = {};

  /** Fills the arrays. */
  @Setup
  public void fill() {
    Numbers numbers = new Numbers();
    z = numbers.block(CLASSES);
    t = numbers.oneHot(CLASSES);
    weight = Numbers.ones();
  }

  /** The squared error of outputs. */
  @Benchmark
  public double squared(Loops loops) {
    return loops.kernels().squared(z, CLASSES, t, 0, Kernels.BLOCK, weight, 0);
  }

  /** The cross-entropy of a softmax. */
  @Benchmark
  public double categorical(Loops loops) {
    return loops.kernels().categorical(z, CLASSES, t, 0, Kernels.BLOCK, weight, 0);
  }

  /** The cross-entropy of sigmoids. */
  @Benchmark
  public double bernoulli(Loops loops) {
    return loops.kernels().bernoulli(z, CLASSES, t, 0, Kernels.BLOCK, weight, 0);
  }
}
