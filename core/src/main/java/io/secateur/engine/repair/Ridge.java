package io.secateur.engine.repair;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ridge regression of every neuron's features on all others and the constant 1. With G = [x, 1]ᵀ
 * [x, 1] over the rows, λ added to the features' diagonal, and P = G⁻¹, neuron S leaves
 *
 * <pre>r_S = [x, 1] P_·S (P_SS)⁻¹</pre>
 *
 * which is x_S less what the others say of it. Without S, P becomes P − P_·S (P_SS)⁻¹ P_S· on the
 * rest (Hassibi and Stork 1993, of a Hessian).
 */
final class Ridge implements Fit {
  private static final long serialVersionUID = 1;

  private final int[] neurons; // for each feature the neuron that it is
  private final int[] left; // features that are left, in order; the constant comes after them
  private final double[][] inverse; // P

  private Ridge(int[] neurons, int[] left, double[][] inverse) {
    this.neurons = neurons;
    this.left = left;
    this.inverse = inverse;
  }

  /**
   * @param left features that are left, in order
   * @param inverse P over these, and over the constant 1 at the end where the reader has a bias
   */
  static Ridge of(Reader reader, int[] left, double[][] inverse) {
    return new Ridge(reader.neurons(), left, inverse);
  }

  @Override
  public Loss loss(int... gone) {
    int[] places = places(gone);
    double[][] shares = shares(places);
    double[][] b = new double[neurons.length + 1][places.length];
    for (int i = 0; i < inverse.length; i++) {
      b[i < left.length ? left[i] : neurons.length] = shares[i];
    }
    return new Loss(IntStream.of(places).map(p -> left[p]).toArray(), b);
  }

  @Override
  public Fit without(int... gone) {
    int[] places = places(gone);
    double[][] shares = shares(places);
    int[] rest =
        IntStream.range(0, inverse.length)
            .filter(i -> Arrays.binarySearch(places, i) < 0)
            .toArray();
    double[][] next = new double[rest.length][rest.length];
    for (int i = 0; i < rest.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = inverse[rest[i]][rest[j]];
        for (int s = 0; s < places.length; s++) {
          sum -= shares[rest[i]][s] * inverse[places[s]][rest[j]];
        }
        next[i][j] = sum;
        next[j][i] = sum;
      }
    }
    int[] kept = IntStream.of(rest).filter(i -> i < left.length).map(i -> left[i]).toArray();
    return new Ridge(neurons, kept, next);
  }

  private int[] places(int... gone) {
    int[] lost = Reader.of(neurons, gone);
    return IntStream.range(0, left.length)
        .filter(i -> Arrays.binarySearch(lost, left[i]) >= 0)
        .toArray();
  }

  /** P_·S (P_SS)⁻¹ (rows, |S|). */
  private double[][] shares(int... places) {
    int count = places.length;
    double[][] solve = new double[count][2 * count]; // P_SS, and the unit matrix beside it
    for (int s = 0; s < count; s++) {
      for (int t = 0; t < count; t++) {
        solve[s][t] = inverse[places[s]][places[t]];
      }
      solve[s][count + s] = 1;
    }
    eliminate(solve);
    double[][] shares = new double[inverse.length][count];
    for (int i = 0; i < inverse.length; i++) {
      for (int s = 0; s < count; s++) {
        for (int t = 0; t < count; t++) {
          shares[i][s] += inverse[i][places[t]] * solve[t][count + s];
        }
      }
    }
    return shares;
  }

  /** Gauss and Jordan's elimination; P_SS is positive definite, so that pivots need no search. */
  private static void eliminate(double[][] rows) {
    for (int p = 0; p < rows.length; p++) {
      double pivot = rows[p][p];
      for (int c = 0; c < rows[p].length; c++) {
        rows[p][c] /= pivot;
      }
      for (int r = 0; r < rows.length; r++) {
        double factor = rows[r][p];
        for (int c = 0; r != p && c < rows[r].length; c++) {
          rows[r][c] -= factor * rows[p][c];
        }
      }
    }
  }
}
