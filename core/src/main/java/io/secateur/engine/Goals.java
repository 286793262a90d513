package io.secateur.engine;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What a network's outputs are held against, sample by sample. */
final class Goals {
  private final TargetTable targets;
  private final ErrorMeasure measure;
  private final int width;
  private double @Nullable [][] references;

  Goals(TargetTable targets, ErrorMeasure measure, int width) {
    this.targets = targets;
    this.measure = measure;
    this.width = width;
  }

  /** Takes the original network's last pre-activations, which the divergence is measured from. */
  void refer(int samples, int from, double[] logits) {
    double[][] rows = references == null ? new double[samples][] : references;
    for (int i = 0; i < logits.length / width; i++) {
      rows[from + i] = Arrays.copyOfRange(logits, i * width, (i + 1) * width);
    }
    references = rows;
  }

  /** (batch, k) in double precision, in the current scope. */
  Tensor of(Chunk chunk) {
    double[] rows;
    if (references == null) {
      rows = targets.rows(chunk.from(), chunk.to());
    } else {
      rows = new double[chunk.size() * width];
      for (int i = 0; i < chunk.size(); i++) {
        System.arraycopy(references[chunk.from() + i], 0, rows, i * width, width);
      }
    }
    return Tensor.create(rows, chunk.size(), width);
  }

  /** The error of each of a chunk's samples. */
  double[] errors(Prediction prediction, Tensor goals) {
    return Bridge.doubles(measure.perSample(prediction, goals));
  }

  /** Whether no sample's error can be below 0. */
  boolean errorsAreNotNegative() {
    return !(measure instanceof CrossEntropy) || targets.areProbabilities();
  }
}
