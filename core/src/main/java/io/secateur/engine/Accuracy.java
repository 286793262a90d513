package io.secateur.engine;

import java.util.Arrays;

/** Counts the samples whose class a network tells right. */
final class Accuracy {
  private final TargetTable targets;
  private final int width;
  private final double threshold;

  /**
   * @param width outputs of the network
   * @param kind what they are; all but OTHER are judged by their logits, which do not saturate
   */
  Accuracy(TargetTable targets, int width, OutputKind kind, ErrorMeasure measure) {
    this.targets = targets;
    this.width = width;
    boolean logit =
        kind == OutputKind.SIGMOID
            || (kind == OutputKind.LINEAR && !(measure instanceof SquaredError));
    this.threshold = logit ? 0 : 0.5;
  }

  /**
   * The same of a block's samples.
   *
   * @param count how many these are
   * @param scores (width, BLOCK)
   */
  int right(int from, int count, float[] scores) {
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
    float[] best = Arrays.copyOf(scores, Ablation.BLOCK);
    for (int k = 1; k < width; k++) {
      for (int s = 0; s < Ablation.BLOCK; s++) {
        best[s] = Math.max(best[s], scores[k * Ablation.BLOCK + s]);
      }
    }
    for (int s = 0; s < count; s++) {
      right += isFirst(scores, s, best[s], targets.classOf(from + s)) ? 1 : 0;
    }
    return right;
  }

  /** Whether a sample's largest score is this class's, and no class's before it. */
  private static boolean isFirst(float[] scores, int sample, float largest, int that) {
    boolean first = scores[that * Ablation.BLOCK + sample] == largest;
    for (int k = 0; first && k < that; k++) {
      first = scores[k * Ablation.BLOCK + sample] != largest;
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
  int right(int from, double[] scores) {
    int right = 0;
    for (int i = 0; targets.tellsClasses() && i < scores.length / width; i++) {
      int said =
          width == 1
              ? (scores[i] > threshold ? 1 : 0)
              : TargetTable.largest(scores, i * width, width);
      right += said == targets.classOf(from + i) ? 1 : 0;
    }
    return right;
  }
}
