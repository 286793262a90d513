package io.secateur.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the tensors of a file in each of the ways that ONNX stores them, external files included.
 */
final class TensorReader {
  /** Bytes that are read; more are mapped, and come into memory when they are looked at. */
  private static final int SMALL = 1 << 16;

  private final Path folder;

  /** Takes the folder that the locations of external data are relative to. */
  TensorReader(Path folder) {
    this.folder = folder;
  }

  Tensor read(TensorProto proto, String name) {
    ElementType type = ElementType.of(proto.getDataType());
    long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    try {
      long count = Tensor.count(dims);
      if (Math.multiplyExact(count, (long) type.bytes()) > Integer.MAX_VALUE) {
        throw new UnusableException(
            "initializer '"
                + name
                + "' has "
                + count
                + " elements, and one tensor holds 2 GiB at most; split it, or store it in half"
                + " precision");
      }
      if (type.bytes() == 0) { // text and unknown types: the shape is all we can say
        return new Tensor(type, dims, ByteBuffer.allocate(0));
      }
      return checked(new Tensor(type, dims, bytes(proto, type, count, name)), name);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnusableException("initializer '" + name + "' is damaged: " + e.getMessage(), e);
    }
  }

  /** The tensor, if it holds numbers. */
  static Tensor checked(Tensor tensor, String name) {
    if (!tensor.isNumeric()) {
      throw new UnusableException(
          "initializer '"
              + name
              + "' holds NaN, which no network can work with; train or export it again");
    }
    return tensor;
  }

  private ByteBuffer bytes(TensorProto proto, ElementType type, long count, String name) {
    if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      return external(proto, Math.multiplyExact(count, (long) type.bytes()), name);
    }
    if (proto.hasRawData()) {
      return proto.getRawData().asReadOnlyByteBuffer();
    }
    return typed(proto, type);
  }

  /**
   * The elements where they stand in a repeated field; small integers and halves lie in int32_data.
   */
  private static ByteBuffer typed(TensorProto proto, ElementType type) {
    int stored =
        proto.getFloatDataCount()
            + proto.getInt32DataCount()
            + proto.getInt64DataCount()
            + proto.getDoubleDataCount()
            + proto.getUint64DataCount();
    ByteBuffer out =
        ByteBuffer.allocate(Math.multiplyExact(stored, type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case FLOAT -> proto.getFloatDataList().forEach(out::putFloat);
      case DOUBLE -> proto.getDoubleDataList().forEach(out::putDouble);
      case INT64 -> proto.getInt64DataList().forEach(out::putLong);
      case UINT64 -> proto.getUint64DataList().forEach(out::putLong);
      case UINT32 -> proto.getUint64DataList().forEach(v -> out.putInt(v.intValue()));
      case INT32 -> proto.getInt32DataList().forEach(out::putInt);
      case INT16, UINT16, FLOAT16, BFLOAT16 ->
          proto.getInt32DataList().forEach(v -> out.putShort(v.shortValue()));
      default -> proto.getInt32DataList().forEach(v -> out.put(v.byteValue()));
    }
    return out.flip();
  }

  private ByteBuffer external(TensorProto proto, long needed, String name) {
    Map<String, String> where = new HashMap<>();
    proto.getExternalDataList().forEach(e -> where.put(e.getKey(), e.getValue()));
    Path file = folder.resolve(where.getOrDefault("location", "")).normalize();
    if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
      throw new UnusableException(
          "initializer '"
              + name
              + "' wants its data from '"
              + where.get("location")
              + "', outside the model's folder; keep external data beside the model");
    }
    try {
      long offset = Long.parseLong(where.getOrDefault("offset", "0"));
      long length = Long.parseLong(where.getOrDefault("length", Long.toString(needed)));
      long size = Files.isRegularFile(file) ? Files.size(file) : -1;
      if (size >= 0 && (offset < 0 || length != needed || offset > size - needed)) {
        throw new UnusableException(
            "initializer '"
                + name
                + "' needs "
                + needed
                + " bytes at "
                + offset
                + " of '"
                + file.getFileName()
                + "', which has "
                + size
                + " bytes; the data file is not this model's or is cut short");
      }
      return part(file, offset, (int) needed);
    } catch (NumberFormatException e) {
      throw new UnusableException(
          "initializer '" + name + "' has external data at no readable place: " + where, e);
    } catch (IOException e) {
      throw new UnusableException(
          "initializer '"
              + name
              + "' wants its data from '"
              + file
              + "', which "
              + (Files.exists(file) ? "cannot be read" : "does not exist")
              + "; keep external data beside the model",
          e);
    }
  }

  /** A part of a file of any size; a mapping of its own costs more than to read a few bytes. */
  private static ByteBuffer part(Path file, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (length > SMALL) {
        return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
      return bytes.flip();
    }
  }

  static TensorProto proto(String name, Tensor tensor) {
    TensorProto.Builder proto =
        TensorProto.newBuilder().setName(name).setDataType(tensor.type().number());
    for (long d : tensor.dims()) {
      proto.addDims(d);
    }
    return proto.setRawData(UnsafeByteOperations.unsafeWrap(tensor.bytes())).build();
  }
}
