package io.secateur.data;

import io.secateur.model.UnusableException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the targets of samples. */
sealed interface TargetColumn {

  /** The targets of {@code size} samples, those that {@code sample} gives for 0, 1, ... */
  Targets targets(int size, IntUnaryOperator sample);

  /** For people: {@code 10 classes}. */
  String describe(int size, IntUnaryOperator sample);

  /** One integer per sample is a class; anything else is values. Throws UnusableException. */
  static TargetColumn of(@Nullable Column column) {
    if (column == null) {
      return new None();
    }
    boolean single =
        column.shape().length == 0 || (column.shape().length == 1 && column.elements() == 1);
    return single && !column.kind().isReal() ? Classes.of(column) : Numbers.of(column);
  }

  /** There are none. */
  record None() implements TargetColumn {
    @Override
    public Targets targets(int size, IntUnaryOperator sample) {
      return NoTargets.NONE;
    }

    @Override
    public String describe(int size, IntUnaryOperator sample) {
      return "no targets";
    }
  }

  /** A class per sample. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Classes(int[] all) implements TargetColumn {
    static Classes of(Column column) {
      int[] all = new int[column.samples()];
      long[] row = new long[1];
      for (int sample = 0; sample < all.length; sample++) {
        column.integers(sample, row);
        if (row[0] < 0 || row[0] > Integer.MAX_VALUE) {
          throw new UnusableException(
              column.where(sample)
                  + " is the label "
                  + (column.kind() == Kind.UINT64 ? Long.toUnsignedString(row[0]) : row[0])
                  + ", where a class was expected, counted from 0; correct the labels");
        }
        all[sample] = (int) row[0];
      }
      return new Classes(all);
    }

    @Override
    public Targets targets(int size, IntUnaryOperator sample) {
      int[] classes = new int[size];
      Arrays.setAll(classes, i -> all[sample.applyAsInt(i)]);
      return new Labels(classes);
    }

    @Override
    public String describe(int size, IntUnaryOperator sample) {
      long classes =
          IntStream.range(0, size).map(i -> all[sample.applyAsInt(i)]).distinct().count();
      return classes == 1 ? "1 class" : classes + " classes";
    }
  }

  /** Numbers per sample. */
  record Numbers(Column column) implements TargetColumn {
    static Numbers of(Column column) {
      Numbers numbers = new Numbers(column);
      if (column.kind().isReal()) {
        float[] row = new float[column.elements()];
        double[] reals = new double[row.length];
        for (int sample = 0; sample < column.samples(); sample++) {
          numbers.fill(sample, reals, row, 0);
        }
      }
      return numbers;
    }

    @Override
    public Targets targets(int size, IntUnaryOperator sample) {
      long count = (long) size * column.elements();
      if (count > Integer.MAX_VALUE - 8) {
        throw new UnusableException(
            size
                + " samples of "
                + column.where()
                + " are "
                + count
                + " numbers, and one array holds 2147483639 at most; use fewer samples at once");
      }
      float[] values = new float[(int) count];
      double[] row = new double[column.elements()];
      for (int i = 0; i < size; i++) {
        fill(sample.applyAsInt(i), row, values, i * row.length);
      }
      return new Values(Column.prepend(size, column.shape()), values);
    }

    private void fill(int sample, double[] row, float[] out, int at) {
      column.reals(sample, row);
      for (int p = 0; p < row.length; p++) {
        out[at + p] = (float) row[p];
        if (!Float.isFinite(out[at + p])) {
          throw column.notFinite(sample, row[p]);
        }
      }
    }

    @Override
    public String describe(int size, IntUnaryOperator sample) {
      int each = column.elements();
      return each == 1 ? "1 value for each" : each + " values for each";
    }
  }
}
