package io.secateur.engine.repair;

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

  /**
   * Adds some rows.
   *
   * @param more Σ xᵀx of these (features · features); empty where it is not asked for
   */
  public void add(long count, double[] sum, double[] more) {
    rows += count;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += sum[i];
      for (int j = 0; j < products.length; j++) {
        products[i][j] += more[i * sums.length + j];
      }
    }
  }

  /** What the features say of each other. */
  public Fit fit(Inversion inversion) {
    return squares
        ? Ridge.of(reader, left, inversion.of(withConstant()))
        : new Means(reader, means());
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
