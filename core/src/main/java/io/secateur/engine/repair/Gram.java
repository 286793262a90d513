package io.secateur.engine.repair;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is summed up of a reader's rows x: how many they are, Σ x, and where it is asked for Σ xᵀx.
 */
public final class Gram {
  /** λ is this part of the mean of Σ x² over features. */
  private static final double RIDGE = 1e-3;

  /** Inverts a symmetric positive definite matrix (n, n). */
  @FunctionalInterface
  public interface Inversion {
    double[][] of(double[][] matrix);
  }

  /**
   * What can be added up.
   *
   * @param rows how many
   * @param sums Σ x (features)
   * @param products the lower half of Σ xᵀx, row by row; empty where it is not asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sums(long rows, double[] sums, double[] products) implements Serializable {
    /** Those of all rows of both. */
    public Sums plus(Sums other) {
      return new Sums(rows + other.rows, plus(sums, other.sums), plus(products, other.products));
    }

    private static double[] plus(double[] a, double[] b) {
      double[] sum = new double[a.length];
      Arrays.setAll(sum, i -> a[i] + b[i]);
      return sum;
    }
  }

  private final Reader reader;
  private final int[] left;
  private final boolean squares;
  private final double[] sums;
  private final double[][] products;
  private long rows;

  /**
   * @param left the features that are left, in order; the only ones that are summed up
   * @param squares whether products are
   */
  public Gram(Reader reader, int[] left, boolean squares) {
    this.reader = reader;
    this.left = left;
    this.squares = squares;
    this.sums = new double[left.length];
    this.products = new double[squares ? left.length : 0][left.length];
  }

  public Reader reader() {
    return reader;
  }

  /** Whether products are summed up. */
  public boolean hasSquares() {
    return squares;
  }

  /** The features that are summed up. */
  public int[] left() {
    return left;
  }

  /** Adds what was summed up of the same features. */
  public void add(Sums more) {
    rows += more.rows();
    Arrays.setAll(sums, i -> sums[i] + more.sums()[i]);
    for (int i = 0, at = 0; i < products.length; i++) {
      for (int j = 0; j <= i; j++, at++) {
        products[i][j] += more.products()[at];
        products[j][i] = products[i][j];
      }
    }
  }

  /** What was summed up so far. */
  public Sums sums() {
    int n = products.length;
    double[] lower = new double[n * (n + 1) / 2];
    for (int i = 0, at = 0; i < n; at += ++i) {
      System.arraycopy(products[i], 0, lower, at, i + 1);
    }
    return new Sums(rows, sums.clone(), lower);
  }

  /** What the features say of each other. */
  public Fit fit(Inversion inversion) {
    return squares
        ? Ridge.of(reader, left, inversion.of(withConstant()))
        : new Means(reader.neurons(), reader.bias() != null, means());
  }

  private double[] means() {
    double[] means = new double[reader.features()];
    for (int i = 0; i < left.length; i++) {
      means[left[i]] = sums[i] / rows;
    }
    return means;
  }

  /** G with its ridge, and the constant's row and column. */
  private double[][] withConstant() {
    int count = left.length;
    int size = count + (reader.bias() == null ? 0 : 1);
    double[][] g = new double[size][size];
    double mean = IntStream.range(0, count).mapToDouble(i -> products[i][i]).average().orElse(0);
    double ridge = mean > 0 ? RIDGE * mean : 1; // of features that are 0 everywhere
    for (int i = 0; i < count; i++) {
      System.arraycopy(products[i], 0, g[i], 0, count);
      g[i][i] += ridge;
    }
    for (int i = 0; i < count && size > count; i++) {
      g[i][count] = sums[i];
      g[count][i] = sums[i];
    }
    if (size > count) {
      g[count][count] = rows;
    }
    return g;
  }
}
