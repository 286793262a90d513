package io.secateur.engine.operators;

import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types, and shapes as values. */
final class Casting {
  private Casting() {}

  static Tensor cast(Step step) {
    return step.in(0).to(type(step.node(), (int) step.attributes().integer("to", 1)));
  }

  /** The sizes of the input's axes, or of a range of them (opset 15 on). */
  static Tensor shape(Step step) {
    long[] shape = step.in(0).shape();
    int from = bound(step.attributes().integer("start", 0), shape.length);
    int to = bound(step.attributes().integer("end", shape.length), shape.length);
    return Tensor.create(java.util.Arrays.copyOfRange(shape, from, Math.max(from, to)));
  }

  private static int bound(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }

  /** libtorch's name for ONNX's number of an element type. */
  static ScalarType type(Node node, int number) {
    return switch (number) {
      case 1 -> ScalarType.Float;
      case 2 -> ScalarType.Byte;
      case 3 -> ScalarType.Char;
      case 5 -> ScalarType.Short;
      case 6 -> ScalarType.Int;
      case 7 -> ScalarType.Long;
      case 9 -> ScalarType.Bool;
      case 10 -> ScalarType.Half;
      case 11 -> ScalarType.Double;
      case 16 -> ScalarType.BFloat16;
      default ->
          throw new UnusableException(
              node + ": it makes elements of ONNX's type " + number + ", which is not supported");
    };
  }
}
