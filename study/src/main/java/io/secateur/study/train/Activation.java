package io.secateur.study.train;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a layer does with its sums: in libtorch to train it, in ONNX to write it. */
public enum Activation {
  /** The sums as they are; no node in the file. */
  NONE("", 1, z -> z),
  SIGMOID("Sigmoid", 6, z -> torch.sigmoid(z)),
  TANH("Tanh", 6, z -> torch.tanh(z)),
  RELU("Relu", 6, z -> torch.relu(z)),
  GELU("Gelu", 20, z -> torch.gelu(z)),
  /** Over the classes; for the output only. */
  SOFTMAX("Softmax", 13, z -> torch.softmax(z, 1));

  private final String op;
  private final int opset;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final UnaryOperator<Tensor> function;

  Activation(String op, int opset, UnaryOperator<Tensor> function) {
    this.op = op;
    this.opset = opset;
    this.function = function;
  }

  /** ONNX's operator. */
  String op() {
    return op;
  }

  /** The first of ONNX's opsets in which the operator does just this. */
  int opset() {
    return opset;
  }

  /** (batch, width) -> (batch, width). */
  Tensor apply(Tensor z) {
    return function.apply(z);
  }
}
