package io.secateur.engine.errors;

import io.secateur.engine.kernels.Kernels;
import java.util.Arrays;

/** Counts the samples whose class a network tells right. */
public final class Accuracy {
  private final TargetTable targets;
  private final int width;
  private final double threshold;
  private final boolean areLogits;

  /**
   * @param width outputs of the network
   * @param kind what they are; all but OTHER are judged by their logits, which do not saturate
   */
  public Accuracy(TargetTable targets, int width, OutputKind kind, ErrorMeasure measure) {
    this.targets = targets;
    this.width = width;
    boolean logit =
        kind == OutputKind.SIGMOID
            || (kind == OutputKind.LINEAR && !(measure instanceof SquaredError));
    this.threshold = logit ? 0 : 0.5;
    boolean oneOfTwo = kind == OutputKind.SOFTMAX || kind == OutputKind.LOG_SOFTMAX;
    this.areLogits = logit || oneOfTwo;
  }

  /**
   * The same of a block's samples.
   *
   * @param count how many these are
   * @param scores (width, BLOCK)
   */
  public int right(int from, int count, float[] scores) {
    if (!targets.tellsClasses()) {
      return 0;
    }
    int right = 0;
    if (width == 1) {
      for (int s = 0; s < count; s++) {
        right += (scores[s] > threshold ? 1 : 0) == targets.classOf(from + s) ? 1 : 0;
      }
      return right;
    }
    float[] best = Arrays.copyOf(scores, Kernels.BLOCK);
    for (int k = 1; k < width; k++) {
      for (int s = 0; s < Kernels.BLOCK; s++) {
        best[s] = Math.max(best[s], scores[k * Kernels.BLOCK + s]);
      }
    }
    for (int s = 0; s < count; s++) {
      right += isFirst(scores, s, best[s], targets.classOf(from + s)) ? 1 : 0;
    }
    return right;
  }

  /** Whether a sample's largest score is this class's, and no class's before it. */
  private static boolean isFirst(float[] scores, int sample, float largest, int that) {
    boolean first = scores[that * Kernels.BLOCK + sample] == largest;
    for (int k = 0; first && k < that; k++) {
      first = scores[k * Kernels.BLOCK + sample] != largest;
    }
    return first;
  }

  /**
   * How many of some samples are right: the class of the largest score, or for a single one whether
   * it is above the threshold.
   *
   * @param from the number of the first sample
   * @param scores (samples, width) row by row
   */
  public int right(int from, double[] scores) {
    int right = 0;
    for (int i = 0; targets.tellsClasses() && i < scores.length / width; i++) {
      right += said(scores, i) == targets.classOf(from + i) ? 1 : 0;
    }
    return right;
  }

  /** The class of a row of scores. */
  public int said(double[] scores, int row) {
    return width == 1
        ? (scores[row] > threshold ? 1 : 0)
        : TargetTable.largest(scores, row * width, width);
  }

  /** Whether one of two classes leads. */
  public boolean tellsTwo() {
    return width <= 2;
  }

  /**
   * The lead of the second of two classes over the first by a row of scores: p₁ − p₀ where the
   * scores are logits, for which that is tanh of half their difference; else the difference of the
   * outputs, no more than 1.
   */
  public double lead(double[] scores, int row) {
    double lead = width == 1 ? scores[row] : scores[2 * row + 1] - scores[2 * row];
    if (areLogits) {
      return Math.tanh(lead / 2);
    }
    double centred = width == 1 ? 2 * lead - 1 : lead;
    return Math.max(-1, Math.min(1, centred));
  }
}
