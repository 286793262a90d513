package io.secateur.data;

import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;

/** Writes samples as FLOAT or DOUBLE, scaled in double and rounded once. */
final class RealWriter implements Feed.Writer {
  private final ValueInfo input;
  private final Column column;
  private final Scaling scaling;
  private final double[] row;

  RealWriter(ValueInfo input, Column column, Scaling scaling) {
    this.input = input;
    this.column = column;
    this.scaling = scaling;
    this.row = new double[column.elements()];
  }

  @Override
  public void write(int sample, ByteBuffer out) {
    column.reals(sample, row);
    scaling.apply(row);
    boolean single = input.type() == ElementType.FLOAT;
    for (int p = 0; p < row.length; p++) {
      double value = single ? (float) row[p] : row[p];
      if (!Double.isFinite(value)) {
        throw notFinite(sample, p);
      }
      if (single) {
        out.putFloat((float) value);
      } else {
        out.putDouble(value);
      }
    }
  }

  private UnusableException notFinite(int sample, int position) {
    column.reals(sample, row);
    double stored = row[position];
    if (!Double.isFinite(stored)) {
      return column.notFinite(sample, stored);
    }
    return new UnusableException(
        column.where(sample)
            + " holds "
            + stored
            + ", which is too large for "
            + input.type()
            + " once it is scaled; correct --scale, --mean and --std, or the data");
  }
}
