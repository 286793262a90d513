package io.secateur.data;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One array of a source: for each sample the same number of elements, read row by row. */
final class Column {
  /** So that one sample's tensor, of 8 bytes an element, stays an array of Java's. */
  private static final int MOST_ELEMENTS = (1 << 28) - 1;

  private final String where;
  private final Kind kind;
  private final Bytes bytes;
  private final Range range;
  private final long[] shape;
  private final int elements;
  private final long start;
  private final long stride;
  private final long @Nullable [] offsets;

  private Column(
      String where,
      Kind kind,
      Bytes bytes,
      Range range,
      long[] shape,
      long start,
      long stride,
      long @Nullable [] offsets) {
    this.where = where;
    this.kind = kind;
    this.bytes = bytes;
    this.range = range;
    this.shape = shape.clone();
    this.elements = elements(shape, where);
    this.start = start;
    this.stride = stride;
    this.offsets = offsets;
  }

  /** Samples one after the other, each row by row; {@code bytes} holds those of the range only. */
  static Column rows(String where, Kind kind, Bytes bytes, Range range, long[] shape) {
    return new Column(where, kind, bytes, range, shape, 0, Tensor.count(shape), null);
  }

  /** Bytes that stand at {@code start} in records of {@code stride} bytes. */
  static Column inRecords(
      String where, Bytes bytes, Range range, long[] shape, long start, long stride) {
    return new Column(where, Kind.UINT8, bytes, range, shape, start, stride, null);
  }

  /** The first axis runs fastest; {@code bytes} holds all {@code total} samples of the file. */
  static Column fortran(
      String where, Kind kind, Bytes bytes, Range range, long[] shape, long total) {
    long[] offsets = new long[elements(shape, where)];
    long[] index = new long[shape.length];
    for (int p = 0; p < offsets.length; p++) {
      long step = total;
      for (int axis = 0; axis < shape.length; axis++) {
        offsets[p] += index[axis] * step;
        step *= shape[axis];
      }
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return new Column(where, kind, bytes, range, shape, range.from(), 1, offsets);
  }

  /**
   * From (channels, height, width) to (height, width, channels); (height, width) is both already.
   */
  Column channelsLast() {
    if (shape.length < 3) {
      return this;
    }
    int channels = (int) shape[0];
    int pixels = elements / channels;
    long[] moved = new long[elements];
    for (int p = 0; p < elements; p++) {
      int from = p % channels * pixels + p / channels;
      moved[p] = offsets == null ? from : offsets[from];
    }
    long[] last = {shape[1], shape[2], channels};
    return new Column(where, kind, bytes, range, last, start, stride, moved);
  }

  private static int elements(long[] shape, String where) {
    long count = Tensor.count(shape);
    if (count < 1 || count > MOST_ELEMENTS) {
      throw new UnusableException(
          where
              + " has "
              + count
              + " elements in each sample, where 1 to "
              + MOST_ELEMENTS
              + " were expected; save it in another shape");
    }
    return (int) count;
  }

  /** For messages: {@code 'x' of 'digits.npz'}. */
  String where() {
    return where;
  }

  Kind kind() {
    return kind;
  }

  /** The shape of one sample. */
  long[] shape() {
    return shape.clone();
  }

  /** How many elements one sample has. */
  int elements() {
    return elements;
  }

  /** How many samples there are. */
  int samples() {
    return range.size();
  }

  /** For messages: {@code sample 17 of 'x' of 'digits.npz'}, counted from 0 at the file's start. */
  String where(int sample) {
    return "sample " + (range.from() + sample) + " of " + where;
  }

  /** The sentence for a value that no float can be. */
  UnusableException notFinite(int sample, double value) {
    return new UnusableException(
        where(sample)
            + " holds "
            + value
            + ", where a number "
            + (Double.isFinite(value) ? "that a 32-bit float can hold " : "")
            + "was expected (samples count from 0); repair that sample or leave it out");
  }

  /** For messages: the shape with the number of samples in front. */
  String dims() {
    return Arrays.toString(prepend(samples(), shape));
  }

  /** A shape with one more axis in front. */
  static long[] prepend(long size, long[] shape) {
    long[] dims = new long[shape.length + 1];
    dims[0] = size;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    return dims;
  }

  /** The elements of a sample as real numbers. */
  void reals(int sample, double[] into) {
    long first = start + sample * stride;
    for (int p = 0; p < elements; p++) {
      into[p] = bytes.real(kind, first + (offsets == null ? p : offsets[p]));
    }
  }

  /** Whether a sample's elements stand in the file as they are read here, little-endian. */
  boolean isAsStored() {
    return offsets == null && bytes.isLittleEndian();
  }

  /** The elements of a sample that is as stored. */
  void copy(int sample, ByteBuffer out) {
    bytes.copy((start + sample * stride) * kind.bytes(), elements * kind.bytes(), out);
  }

  /** The elements of a sample as integers; not for real kinds. */
  void integers(int sample, long[] into) {
    long first = start + sample * stride;
    for (int p = 0; p < elements; p++) {
      into[p] = bytes.integer(kind, first + (offsets == null ? p : offsets[p]));
    }
  }
}
