package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Activation;
import io.secateur.engine.kernels.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Element-wise functions of 512 rows; the copy that refreshes their input is measured with them.
 */
@State(Scope.Thread)
public class ActivateBenchmark {
  private static final int ROWS = 512;
  private static final float SLOPE = 0.01f;

  /** The function. */
  @Param({"RELU", "LEAKY_RELU", "SIGMOID", "TANH"})
  public Activation function = Activation.RELU;

  private float[] z = {};
  private float[] x = {};

  /** Fills the arrays. */
  @Setup
  public void fill() {
    z = new Numbers().block(ROWS);
    x = new float[ROWS * Kernels.BLOCK];
  }

  /** x = f(z). */
  @Benchmark
  public float[] activate(Loops loops) {
    System.arraycopy(z, 0, x, 0, z.length);
    loops.kernels().activate(function, SLOPE, x, x.length);
    return x;
  }
}
