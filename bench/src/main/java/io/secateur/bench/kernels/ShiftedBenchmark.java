package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Activation;
import io.secateur.engine.kernels.Kernels;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rank-one update behind a sigmoid or tanh, without an exponential. */
@State(Scope.Thread)
public class ShiftedBenchmark {
  private static final int ROWS = 512;
  private static final int CLASSES = 10;

  /** How often eˣ − 1 is doubled: the larger the update, the more often. */
  @Param({"0", "2"})
  public int doublings;

  private float[] sigmoids = {};
  private float[] tanhs = {};
  private float[] a = {};
  private float[] w = {};
  private float[] t = {};
  private final float[] each = new float[Kernels.BLOCK];
  private float[] y = {};
  private int[] rows = {};

  /** Fills the arrays. */
  @Setup
  public void fill() {
    Numbers numbers = new Numbers();
    sigmoids = numbers.block(ROWS);
    Kernels.plain().activate(Activation.SIGMOID, 0, sigmoids, sigmoids.length);
    tanhs = numbers.block(ROWS);
    Kernels.plain().activate(Activation.TANH, 0, tanhs, tanhs.length);
    a = numbers.floats(Kernels.BLOCK, 0.1);
    w = numbers.floats(ROWS, 0.1);
    t = numbers.oneHot(CLASSES);
    y = new float[ROWS * Kernels.BLOCK];
    rows = IntStream.range(0, ROWS).map(i -> i * Kernels.BLOCK).toArray();
  }

  /** Sigmoids of 512 rows. */
  @Benchmark
  public float[] sigmoid(Loops loops) {
    loops.kernels().shifted(Activation.SIGMOID, sigmoids, rows, ROWS, a, 0, w, 0, doublings, y);
    return y;
  }

  /** tanhs of 512 rows. */
  @Benchmark
  public float[] tanh(Loops loops) {
    loops.kernels().shifted(Activation.TANH, tanhs, rows, ROWS, a, 0, w, 0, doublings, y);
    return y;
  }

  /** The squared error of ten outputs. */
  @Benchmark
  public float[] squared(Loops loops) {
    loops.kernels().shiftedSquared(sigmoids, CLASSES, a, 0, w, 0, doublings, t, each);
    return each;
  }
}
