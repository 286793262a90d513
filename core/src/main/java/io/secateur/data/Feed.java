package io.secateur.data;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;

/** Makes the tensors of one input of a model. */
final class Feed {
  /** Writes samples, one after the other; used by one thread. */
  interface Writer {
    void write(int sample, ByteBuffer out);
  }

  private final ValueInfo input;
  private final Column column;
  private final long[] dims;
  private final Scaling scaling;

  /** The dims are those of one sample, as the input asks for it. */
  private Feed(ValueInfo input, Column column, long[] dims, Scaling scaling) {
    this.input = input;
    this.column = column;
    this.dims = dims;
    this.scaling = scaling;
  }

  /** Throws UnusableException if the column's shape does not fit the input or the options. */
  static Feed of(ValueInfo input, Column column, boolean images, DataOptions options) {
    switch (input.type()) {
      case FLOAT, DOUBLE, INT64, INT32, UINT8, BOOL -> {}
      default ->
          throw new UnusableException(
              "the model's input '"
                  + input.name()
                  + "' takes "
                  + input.type()
                  + " elements, where FLOAT, DOUBLE, INT64, INT32, UINT8 or BOOL was expected;"
                  + " export the model with FLOAT inputs");
    }
    return images ? ofImages(input, column, options) : ofArray(input, column, options);
  }

  private static Feed ofArray(ValueInfo input, Column column, DataOptions options) {
    Fit fit = Fit.array(input, column);
    Scaling scaling =
        input.type().isReal()
            ? Scaling.ofArray(options, input, fit.dims())
            : Scaling.none(fit.dims());
    return new Feed(input, column, fit.dims(), scaling);
  }

  private static Feed ofImages(ValueInfo input, Column column, DataOptions options) {
    Fit fit = Fit.image(input, column);
    Scaling scaling = Scaling.ofImages(options, fit, column);
    return new Feed(
        input, fit.channelsLast() ? column.channelsLast() : column, fit.dims(), scaling);
  }

  int samples() {
    return column.samples();
  }

  /** The tensor of {@code size} samples, those that {@code sample} gives for 0, 1, ... */
  Tensor tensor(int size, IntUnaryOperator sample) {
    long bytes = (long) size * column.elements() * input.type().bytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new UnusableException(
          "a batch of "
              + size
              + " samples of '"
              + input.name()
              + "' needs "
              + bytes
              + " bytes, and one tensor holds 2 GiB at most; use smaller batches");
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    Writer writer = isCopy() ? new CopyWriter(column) : writer();
    for (int i = 0; i < size; i++) {
      writer.write(sample.applyAsInt(i), out);
    }
    return new Tensor(input.type(), Column.prepend(size, dims), out.flip());
  }

  /** Throws UnusableException if there is a value that the input cannot take. */
  void check() {
    boolean bytesToReals = !column.kind().isReal() && input.type().isReal();
    if (bytesToReals) {
      return; // every integer is a finite number
    }
    ByteBuffer out =
        ByteBuffer.allocate(column.elements() * input.type().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    Writer writer = writer();
    for (int sample = 0; sample < column.samples(); sample++) {
      writer.write(sample, out.clear());
    }
  }

  private boolean isCopy() {
    return input.type() == ElementType.FLOAT
        && column.kind() == Kind.FLOAT32
        && column.isAsStored()
        && scaling.isNone();
  }

  /** Checks what it writes. */
  private Writer writer() {
    return input.type().isReal()
        ? new RealWriter(input, column, scaling)
        : new IntegerWriter(input, column);
  }
}
