package io.secateur.engine.operators;

import io.secateur.model.ElementType;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors between libtorch and the rest, as they are. */
final class Exchange {
  private Exchange() {}

  /** The type of libtorch's elements by ONNX's names. */
  static ElementType type(Node node, ScalarType type) {
    return switch (type.intern()) {
      case Float -> ElementType.FLOAT;
      case Double -> ElementType.DOUBLE;
      case Half -> ElementType.FLOAT16;
      case BFloat16 -> ElementType.BFLOAT16;
      case Long -> ElementType.INT64;
      case Int -> ElementType.INT32;
      case Short -> ElementType.INT16;
      case Char -> ElementType.INT8;
      case Byte -> ElementType.UINT8;
      case Bool -> ElementType.BOOL;
      default ->
          throw new UnusableException(
              node + ": it takes elements of type " + type + ", which cannot be handed over");
    };
  }

  /** A copy outside libtorch. */
  static io.secateur.model.Tensor taken(Node node, Tensor tensor) {
    Tensor dense = tensor.detach().contiguous();
    ElementType type = type(node, dense.scalar_type());
    int count = Math.toIntExact(Math.multiplyExact(dense.numel(), (long) type.bytes()));
    ByteBuffer bytes = ByteBuffer.allocate(count);
    if (count > 0) {
      bytes.put(new BytePointer(dense.data_ptr()).capacity(count).asByteBuffer()).flip();
    }
    return new io.secateur.model.Tensor(type, dense.shape(), bytes);
  }

  /** A copy in libtorch. */
  static Tensor made(Node node, io.secateur.model.Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    TensorOptions options = new TensorOptions(Casting.type(node, tensor.type().number()));
    Tensor made = torch.empty(tensor.dims(), options, new MemoryFormatOptional());
    if (bytes.remaining() > 0) {
      new BytePointer(made.data_ptr()).capacity(bytes.remaining()).asByteBuffer().put(bytes);
    }
    return made;
  }
}
