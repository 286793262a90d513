package io.secateur.data;

import java.nio.ByteBuffer;

/** How a file stores one element. */
enum Kind {
  INT8(1, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.get(at);
    }
  },
  INT16(2, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.getShort(at);
    }
  },
  INT32(4, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.getInt(at);
    }
  },
  INT64(8, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }
  },
  UINT8(1, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return Byte.toUnsignedLong(bytes.get(at));
    }
  },
  UINT16(2, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return Short.toUnsignedLong(bytes.getShort(at));
    }
  },
  UINT32(4, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return Integer.toUnsignedLong(bytes.getInt(at));
    }
  },
  /** Its integers from 2^63 on come out negative. */
  UINT64(8, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }

    @Override
    double real(ByteBuffer bytes, int at) {
      long value = bytes.getLong(at);
      // Halved with the lost bit kept, so that doubling it rounds as the whole would.
      return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
  },
  /** A byte; anything but 0 is true, as numpy has it. */
  BOOL(1, false) {
    @Override
    long integer(ByteBuffer bytes, int at) {
      return bytes.get(at) == 0 ? 0 : 1;
    }
  },
  FLOAT16(2, true) {
    @Override
    double real(ByteBuffer bytes, int at) {
      short half = bytes.getShort(at);
      int exponent = (half >> 10) & 0x1f;
      int fraction = half & 0x3ff;
      double size;
      if (exponent == 0) {
        size = fraction * 0x1p-24;
      } else if (exponent == 31) {
        size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      } else {
        size = Math.scalb(1024.0 + fraction, exponent - 25);
      }
      return half < 0 ? -size : size;
    }
  },
  FLOAT32(4, true) {
    @Override
    double real(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  FLOAT64(8, true) {
    @Override
    double real(ByteBuffer bytes, int at) {
      return bytes.getDouble(at);
    }
  };

  private final int bytes;
  private final boolean real;

  Kind(int bytes, boolean real) {
    this.bytes = bytes;
    this.real = real;
  }

  int bytes() {
    return bytes;
  }

  boolean isReal() {
    return real;
  }

  /** The element at a byte, as a real number. */
  double real(ByteBuffer bytes, int at) {
    return integer(bytes, at);
  }

  /** The element at a byte, as an integer; not for real kinds. */
  long integer(ByteBuffer bytes, int at) {
    throw new IllegalStateException(this + " elements are not integers");
  }
}
