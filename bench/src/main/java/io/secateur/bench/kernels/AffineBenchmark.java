package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Kernels;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A block through a linear map of 512 inputs. */
@State(Scope.Thread)
public class AffineBenchmark {
  private static final int IN = 512;

  /** How many outputs the map has. */
  @Param({"10", "512"})
  public int out = 10;

  private float[] x = {};
  private int[] rows = {};
  private float[] w = {};
  private float[] b = {};
  private float[] y = {};

  /** Fills the arrays. */
  @Setup
  public void fill() {
    Numbers numbers = new Numbers();
    x = numbers.block(IN);
    rows = IntStream.range(0, IN).map(row -> row * Kernels.BLOCK).toArray();
    w = numbers.floats(IN * Kernels.padded(out), 0.05);
    b = numbers.floats(out, 0.05);
    y = new float[Kernels.padded(out) * Kernels.BLOCK];
  }

  /** y = W x + b. */
  @Benchmark
  public float[] affine(Loops loops) {
    loops.kernels().affine(x, rows, IN, w, b, out, y);
    return y;
  }
}
