package io.secateur.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A constant array: element type, size along each axis, and its elements row by row, little-endian.
 *
 * <p>Immutable by contract: nobody writes into {@link #dims()}, and {@link #bytes()} is read-only.
 */
public final class Tensor {
  private final ElementType type;
  private final long[] dims;
  private final ByteBuffer bytes;

  /** Throws IllegalArgumentException if the bytes are not what the shape needs. */
  public Tensor(ElementType type, long[] dims, ByteBuffer bytes) {
    this.type = type;
    this.dims = dims.clone();
    this.bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long needed = Math.multiplyExact(count(dims), (long) type.bytes());
    if (needed != this.bytes.remaining()) {
      throw new IllegalArgumentException(
          this.bytes.remaining()
              + " bytes where "
              + type
              + Arrays.toString(dims)
              + " needs "
              + needed);
    }
  }

  public static Tensor of(long[] dims, float... values) {
    ByteBuffer bytes = allocate(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new Tensor(ElementType.FLOAT, dims, bytes);
  }

  public static Tensor of(long[] dims, long... values) {
    ByteBuffer bytes = allocate(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new Tensor(ElementType.INT64, dims, bytes);
  }

  private static ByteBuffer allocate(int count, int size) {
    return ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The product of the sizes; throws IllegalArgumentException if one is negative or the product too
   * large.
   */
  public static long count(long... dims) {
    long count = 1;
    for (long d : dims) {
      if (d < 0) {
        throw new IllegalArgumentException("negative size in shape " + Arrays.toString(dims));
      }
      try {
        count = Math.multiplyExact(count, d);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("impossible shape " + Arrays.toString(dims), e);
      }
    }
    return count;
  }

  public ElementType type() {
    return type;
  }

  public long[] dims() {
    return dims;
  }

  public int rank() {
    return dims.length;
  }

  public long size() {
    return count(dims);
  }

  /** A fresh view of the elements, little-endian and read-only. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements as integers; for integer and truth types. */
  public long[] longs() {
    long[] out = new long[Math.toIntExact(size())];
    for (int i = 0; i < out.length; i++) {
      out[i] = longAt(i);
    }
    return out;
  }

  private long longAt(int i) {
    return switch (type) {
      case INT64, UINT64 -> bytes.getLong(8 * i);
      case INT32 -> bytes.getInt(4 * i);
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(4 * i));
      case INT16 -> bytes.getShort(2 * i);
      case UINT16 -> Short.toUnsignedLong(bytes.getShort(2 * i));
      case INT8 -> bytes.get(i);
      case UINT8, BOOL -> Byte.toUnsignedLong(bytes.get(i));
      default -> throw new IllegalStateException(type + " elements are not integers");
    };
  }

  /** Element i as a real number, whatever the type. */
  public double at(int i) {
    return switch (type) {
      case FLOAT -> bytes.getFloat(4 * i);
      case DOUBLE -> bytes.getDouble(8 * i);
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
      case FLOAT16 -> Halves.toFloat(bytes.getShort(2 * i));
      default -> longAt(i);
    };
  }

  /**
   * A tensor without the given indices of one axis; {@code keep[i]} tells whether index i stays.
   */
  public Tensor select(int axis, boolean[] keep) {
    if (keep.length != dims[axis]) {
      throw new IllegalArgumentException(
          keep.length + " choices for axis " + axis + " of " + Arrays.toString(dims));
    }
    int kept = 0;
    for (boolean k : keep) {
      kept += k ? 1 : 0;
    }
    long[] outDims = dims.clone();
    outDims[axis] = kept;
    int outer = Math.toIntExact(count(Arrays.copyOf(dims, axis)));
    int inner =
        Math.toIntExact(count(Arrays.copyOfRange(dims, axis + 1, dims.length)) * type.bytes());
    ByteBuffer out = allocate(Math.toIntExact(count(outDims)), type.bytes());
    int from = 0;
    for (int o = 0; o < outer; o++) {
      for (boolean k : keep) {
        if (k) {
          out.put(bytes.slice(from, inner));
        }
        from += inner;
      }
    }
    return new Tensor(type, outDims, out.flip());
  }

  /** The same type and shape with other elements; for integer types. */
  public Tensor withLongs(long... values) {
    ByteBuffer out = allocate(values.length, type.bytes());
    for (long v : values) {
      switch (type) {
        case INT64, UINT64 -> out.putLong(v);
        case INT32, UINT32 -> out.putInt((int) v);
        default -> throw new IllegalStateException(type + " elements hold no sizes");
      }
    }
    return new Tensor(type, dims, out.flip());
  }

  /** Whether type, shape and every bit are the same. */
  public boolean sameAs(Tensor other) {
    return type == other.type && Arrays.equals(dims, other.dims) && bytes().equals(other.bytes());
  }

  /** Whether every real element is a number (infinities are numbers, NaN is not). */
  boolean isNumeric() {
    if (type == ElementType.FLOAT) {
      for (int i = 0; i < bytes.limit(); i += 4) {
        if (Float.isNaN(bytes.getFloat(i))) {
          return false;
        }
      }
      return true;
    }
    if (type.isReal()) {
      for (int i = 0; i < bytes.limit() / type.bytes(); i++) {
        if (Double.isNaN(at(i))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return type + Arrays.toString(dims);
  }
}
