package io.secateur.engine;

import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Arrays into libtorch and out of it. */
final class Bridge {
  private Bridge() {}

  /** A copy of a tensor in native memory, owned by the current scope. */
  static Tensor toNative(io.secateur.model.Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    TensorOptions options = new TensorOptions(type(tensor.type()));
    Tensor made = torch.empty(tensor.dims(), options, new MemoryFormatOptional());
    if (bytes.remaining() > 0) {
      BytePointer target = new BytePointer(made.data_ptr()).capacity(bytes.remaining());
      target.asByteBuffer().put(bytes);
    }
    return isImages(tensor) ? channelsLast(made) : made;
  }

  private static boolean isImages(io.secateur.model.Tensor tensor) {
    return tensor.dims().length == 4 && tensor.dims()[1] > 1 && tensor.type().isReal();
  }

  /** The same numbers as libtorch's convolutions like them best in memory. */
  private static Tensor channelsLast(Tensor images) {
    return images.to(
        images.options(), false, false, new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast));
  }

  private static ScalarType type(ElementType type) {
    return switch (type) {
      case FLOAT -> ScalarType.Float;
      case DOUBLE -> ScalarType.Double;
      case FLOAT16 -> ScalarType.Half;
      case BFLOAT16 -> ScalarType.BFloat16;
      case INT64 -> ScalarType.Long;
      case INT32 -> ScalarType.Int;
      case INT16 -> ScalarType.Short;
      case INT8 -> ScalarType.Char;
      case UINT8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
      default ->
          throw new UnusableException(
              "the model holds elements of type " + type + ", which cannot be computed with");
    };
  }

  /** Options for tensors in double precision. */
  static TensorOptions doubles() {
    return new TensorOptions(ScalarType.Double);
  }

  /** The elements in double precision, row by row. */
  static double[] doubles(Tensor tensor) {
    Tensor dense = tensor.detach().to(ScalarType.Double).contiguous();
    double[] out = new double[Math.toIntExact(dense.numel())];
    if (out.length > 0) {
      new DoublePointer(dense.data_ptr()).get(out);
    }
    return out;
  }

  /** The elements in single precision, row by row. */
  static float[] floats(Tensor tensor) {
    Tensor dense = tensor.detach().to(ScalarType.Float).contiguous();
    float[] out = new float[Math.toIntExact(dense.numel())];
    if (out.length > 0) {
      new FloatPointer(dense.data_ptr()).get(out);
    }
    return out;
  }
}
