package io.secateur.engine;

import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.errors.TargetTable;
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
    return Tensor.create(rows(chunk.from(), chunk.to()), chunk.size(), width);
  }

  /** The same of samples in a row, row by row. */
  double[] rows(int from, int to) {
    if (references == null) {
      return targets.rows(from, to);
    }
    double[] rows = new double[(to - from) * width];
    for (int i = from; i < to; i++) {
      System.arraycopy(references[i], 0, rows, (i - from) * width, width);
    }
    return rows;
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
