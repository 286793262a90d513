package io.secateur.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Inputs in native memory, ready to be run more than once. */
public final class NativeInputs implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  public NativeInputs(Map<String, Tensor> inputs) {
    try {
      inputs.forEach((name, tensor) -> tensors.put(name, toNative(name, tensor)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  private static OnnxTensor toNative(String name, Tensor tensor) {
    OnnxJavaType type = type(tensor.type());
    if (type == OnnxJavaType.UNKNOWN) {
      throw new UnusableException(
          "the input '"
              + name
              + "' is "
              + tensor
              + ", and ONNX Runtime cannot be given "
              + tensor.type()
              + " elements from Java; export the model with FLOAT or INT64 inputs");
    }
    ByteBuffer from = tensor.bytes();
    // a buffer outside the heap in the machine's order is used where it lies; any other is refused
    ByteBuffer bytes = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.nativeOrder());
    bytes.put(from).flip();
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), bytes, tensor.dims(), type);
    } catch (OrtException e) {
      throw new UnusableException(
          "ONNX Runtime cannot take "
              + tensor
              + " for the input '"
              + name
              + "': "
              + Complaint.of(e)
              + "; give it the shape and type that the model asks for",
          e);
    }
  }

  private static OnnxJavaType type(ElementType type) {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case DOUBLE -> OnnxJavaType.DOUBLE;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case INT64 -> OnnxJavaType.INT64;
      case INT32 -> OnnxJavaType.INT32;
      case INT16 -> OnnxJavaType.INT16;
      case INT8 -> OnnxJavaType.INT8;
      case UINT8 -> OnnxJavaType.UINT8;
      case BOOL -> OnnxJavaType.BOOL;
      case UINT16, UINT32, UINT64, STRING, OTHER -> OnnxJavaType.UNKNOWN;
    };
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
  }
}
