package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rank-one update of a block's pre-activations. */
@State(Scope.Thread)
public class SubtractBenchmark {
  /** How many pre-activations a sample has. */
  @Param({"10", "512"})
  public int rows = 10;

  private float[] z = {};
  private float[] a = {};
  private float[] w = {};
  private float[] y = {};
  private int[] places = {};

  /** Fills the arrays. */
  @Setup
  public void fill() {
    Numbers numbers = new Numbers();
    z = numbers.block(rows);
    a = numbers.block(1);
    w = numbers.floats(Kernels.padded(rows), 0.1);
    y = new float[rows * Kernels.BLOCK];
    places = Numbers.rows(rows);
  }

  /** y = z − a w. */
  @Benchmark
  public float[] subtract(Loops loops) {
    loops.kernels().subtract(z, places, rows, a, 0, w, 0, y);
    return y;
  }
}
