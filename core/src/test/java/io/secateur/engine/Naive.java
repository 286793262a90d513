package io.secateur.engine;

import java.util.function.DoubleUnaryOperator;

/** The same mathematics as plain loops in double precision, without the code under test. */
final class Naive {
  private Naive() {}

  /** x (k) times w (k, columns) plus b. */
  static double[] dense(double[] x, double[] w, double[] b) {
    double[] y = b.clone();
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * w[i * y.length + j];
      }
    }
    return y;
  }

  static double[] each(double[] x, DoubleUnaryOperator f) {
    return java.util.Arrays.stream(x).map(f).toArray();
  }

  static double[] doubles(float[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i];
    }
    return out;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double[] softmax(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.exp(v);
    }
    double all = sum;
    return each(x, v -> Math.exp(v) / all);
  }

  /**
   * A window over two axes.
   *
   * @param pads before and after the rows, then before and after the columns
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Window(
      int rows, int columns, int strideR, int strideC, int dilateR, int dilateC, int[] pads) {
    int outRows(int in) {
      return (in + pads[0] + pads[1] - (rows - 1) * dilateR - 1) / strideR + 1;
    }

    int outColumns(int in) {
      return (in + pads[2] + pads[3] - (columns - 1) * dilateC - 1) / strideC + 1;
    }
  }

  /** x (in, h, w), k (out, in / groups, rows, columns), b (out): the cross-correlation of them. */
  static double[] convolve(
      double[] x, int in, int h, int w, double[] k, double[] b, int groups, Window of) {
    int out = b.length;
    int outR = of.outRows(h);
    int outC = of.outColumns(w);
    int each = in / groups;
    double[] y = new double[out * outR * outC];
    for (int o = 0; o < out; o++) {
      for (int r = 0; r < outR; r++) {
        for (int c = 0; c < outC; c++) {
          double sum = b[o];
          for (int i = 0; i < each; i++) {
            for (int kr = 0; kr < of.rows(); kr++) {
              for (int kc = 0; kc < of.columns(); kc++) {
                int row = r * of.strideR() + kr * of.dilateR() - of.pads()[0];
                int column = c * of.strideC() + kc * of.dilateC() - of.pads()[2];
                if (row >= 0 && row < h && column >= 0 && column < w) {
                  int channel = o / (out / groups) * each + i;
                  sum +=
                      x[(channel * h + row) * w + column]
                          * k[((o * each + i) * of.rows() + kr) * of.columns() + kc];
                }
              }
            }
          }
          y[(o * outR + r) * outC + c] = sum;
        }
      }
    }
    return y;
  }

  /** Row by row E of a batch: ½ Σ (o − t)². */
  static double squared(double[] output, double[] target) {
    double sum = 0;
    for (int k = 0; k < output.length; k++) {
      sum += (output[k] - target[k]) * (output[k] - target[k]) / 2;
    }
    return sum;
  }
}
