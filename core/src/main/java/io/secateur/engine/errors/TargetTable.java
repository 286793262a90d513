package io.secateur.engine.errors;

import io.secateur.data.Labels;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import io.secateur.model.UnusableException;
import java.util.Arrays;

/** The targets of all samples in the shape of the network's outputs, and the classes they mean. */
public final class TargetTable {
  private final int width;
  private final Targets targets;
  private final boolean tellsClasses;
  private final int[] classes;

  /** Throws an UnusableException if the targets do not fit a network of {@code width} outputs. */
  public TargetTable(Targets targets, int width) {
    this.targets = targets;
    this.width = width;
    if (targets instanceof Labels labels) {
      check(labels);
      tellsClasses = true;
      classes = labels.classes();
    } else if (targets instanceof Values values) {
      check(values);
      tellsClasses = isDistribution(values);
      classes = tellsClasses ? classes(values) : new int[0];
    } else {
      tellsClasses = false;
      classes = new int[0];
    }
  }

  /** The class that each row says: asked for at every evaluation, and found once. */
  private int[] classes(Values values) {
    int[] said = new int[values.values().length / width];
    for (int row = 0; row < said.length; row++) {
      double[] each = rows(row, row + 1);
      said[row] = width == 1 ? (int) each[0] : largest(each, 0, width);
    }
    return said;
  }

  private void check(Labels labels) {
    int classes = width == 1 ? 2 : width;
    for (int i = 0; i < labels.classes().length; i++) {
      if (labels.classes()[i] >= classes) {
        throw new UnusableException(
            "the label of sample "
                + i
                + " is "
                + labels.classes()[i]
                + ", and the network tells classes 0 to "
                + (classes - 1)
                + "; use the data that it was trained for");
      }
    }
  }

  private void check(Values values) {
    long[] dims = values.dims();
    long each = 1;
    for (int a = 1; a < dims.length; a++) {
      each *= dims[a];
    }
    if (each != width) {
      throw new UnusableException(
          "the targets have "
              + each
              + " values a sample "
              + Arrays.toString(dims)
              + ", and the network gives "
              + width
              + "; use the data that it was trained for");
    }
  }

  /** Whether every row is a distribution over classes, or a yes or no. */
  private boolean isDistribution(Values values) {
    for (int row = 0; row < values.values().length / width; row++) {
      double sum = 0;
      for (int k = 0; k < width; k++) {
        float t = values.values()[row * width + k];
        if (t < 0 || t > 1 || (width == 1 && t != 0 && t != 1)) {
          return false;
        }
        sum += t;
      }
      if (width > 1 && Math.abs(sum - 1) > 1e-4) {
        return false;
      }
    }
    return true;
  }

  /** Whether the data has no targets. */
  public boolean isEmpty() {
    return !(targets instanceof Labels) && !(targets instanceof Values);
  }

  /** Whether every target is from 0 to 1. */
  public boolean areProbabilities() {
    if (targets instanceof Values values) {
      for (float t : values.values()) {
        if (!(t >= 0 && t <= 1)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether targets are classes by number. */
  public boolean hasLabels() {
    return targets instanceof Labels;
  }

  /** Whether targets mean classes: labels, or rows that are distributions. */
  public boolean tellsClasses() {
    return tellsClasses;
  }

  /**
   * (to − from, width): targets row by row, one-hot for labels; a single output's label is its
   * value.
   */
  public double[] rows(int from, int to) {
    double[] rows = new double[(to - from) * width];
    if (targets instanceof Labels labels) {
      for (int i = from; i < to; i++) {
        int label = labels.classes()[i];
        if (width == 1) {
          rows[i - from] = label;
        } else {
          rows[(i - from) * width + label] = 1;
        }
      }
    } else if (targets instanceof Values values) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = values.values()[from * width + i];
      }
    }
    return rows;
  }

  /** The class of a sample; only where {@link #tellsClasses}. */
  public int classOf(int sample) {
    return classes[sample];
  }

  /** The place of the first largest of {@code count} values from {@code start} on. */
  static int largest(double[] values, int start, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (values[start + k] > values[start + best]) {
        best = k;
      }
    }
    return best;
  }
}
