package io.secateur.data;

import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;

/** Writes samples as integers or truth values; what does not fit is refused. */
final class IntegerWriter implements Feed.Writer {
  private final ValueInfo input;
  private final Column column;
  private final long least;
  private final long most;
  private final long[] row;
  private final double[] reals;

  IntegerWriter(ValueInfo input, Column column) {
    this.input = input;
    this.column = column;
    ElementType type = input.type();
    this.least =
        type == ElementType.INT64
            ? Long.MIN_VALUE
            : type == ElementType.INT32 ? Integer.MIN_VALUE : 0;
    this.most =
        switch (type) {
          case INT64 -> Long.MAX_VALUE;
          case INT32 -> Integer.MAX_VALUE;
          case UINT8 -> 255;
          default -> 1;
        };
    this.row = new long[column.elements()];
    this.reals = new double[column.kind().isReal() ? row.length : 0];
  }

  @Override
  public void write(int sample, ByteBuffer out) {
    if (column.kind().isReal()) {
      toIntegers(sample);
    } else {
      column.integers(sample, row);
    }
    boolean wraps = column.kind() == Kind.UINT64;
    for (long value : row) {
      if (value < least || value > most || (wraps && value < 0)) {
        throw misfit(sample, wraps ? Long.toUnsignedString(value) : Long.toString(value));
      }
      switch (input.type()) {
        case INT64 -> out.putLong(value);
        case INT32 -> out.putInt((int) value);
        default -> out.put((byte) value);
      }
    }
  }

  private void toIntegers(int sample) {
    column.reals(sample, reals);
    for (int p = 0; p < row.length; p++) {
      double value = reals[p];
      if (!Double.isFinite(value)) {
        throw column.notFinite(sample, value);
      }
      if (value != Math.rint(value) || value < -0x1p63 || value >= 0x1p63) {
        throw misfit(sample, Double.toString(value));
      }
      row[p] = (long) value;
    }
  }

  private UnusableException misfit(int sample, String found) {
    return new UnusableException(
        column.where(sample)
            + " holds "
            + found
            + ", where the model's input '"
            + input.name()
            + "' takes whole numbers from "
            + least
            + " to "
            + most
            + " ("
            + input.type()
            + "); correct the data");
  }
}
