package io.secateur.runtime;

import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of what a run gave, so that the native memory can go. */
final class NativeOutputs {
  private NativeOutputs() {}

  static Map<String, Tensor> copy(OrtSession.Result result) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> output : result) {
      outputs.put(output.getKey(), copy(output.getKey(), output.getValue()));
    }
    return outputs;
  }

  /** Sequences too. */
  static Map<String, Output> all(OrtSession.Result result) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> output : result) {
      String name = output.getKey();
      if (output.getValue() instanceof OnnxSequence sequence) {
        outputs.put(name, new Output(elements(name, sequence), true));
      } else {
        outputs.put(name, new Output(List.of(copy(name, output.getValue())), false));
      }
    }
    return outputs;
  }

  private static List<Tensor> elements(String name, OnnxSequence sequence) {
    List<Tensor> copies = new ArrayList<>();
    try {
      for (OnnxValue element : sequence.getValue()) {
        try (element) {
          copies.add(copy(name, element));
        }
      }
    } catch (OrtException e) {
      throw new UnusableException(
          "the sequence '" + name + "' cannot be read from ONNX Runtime: " + Complaint.of(e), e);
    }
    return copies;
  }

  private static Tensor copy(String name, OnnxValue value) {
    if (value instanceof OnnxTensor tensor) {
      TensorInfo info = tensor.getInfo();
      ElementType type = type(info);
      if (type != ElementType.OTHER) {
        return new Tensor(type, info.getShape(), tensor.getByteBuffer());
      }
    }
    throw new UnusableException(
        "the model's output '"
            + name
            + "' is "
            + value.getInfo()
            + ", where a tensor of numbers was expected; export the model without it");
  }

  private static ElementType type(TensorInfo info) {
    return switch (info.onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.DOUBLE;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
      default -> ElementType.OTHER;
    };
  }
}
