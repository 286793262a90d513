package io.secateur.model;

/** The element types of ONNX tensors, with ONNX's number and the bytes of one element. */
public enum ElementType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  /** Carried through, never computed with. */
  STRING(8, 0),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2),
  /** Any type that this project does not know. */
  OTHER(0, 0);

  private final int number;
  private final int bytes;

  ElementType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** ONNX's {@code TensorProto.DataType}. */
  public int number() {
    return number;
  }

  /** Bytes of one element; 0 where elements have no fixed size. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are real numbers (and not integers, truth values or text). */
  public boolean isReal() {
    return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
  }

  static ElementType of(int number) {
    for (ElementType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return OTHER;
  }
}
