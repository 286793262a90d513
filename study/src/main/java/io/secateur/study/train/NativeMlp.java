package io.secateur.study.train;

import io.secateur.engine.operators.Autograd;
import io.secateur.study.data.Samples;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A network's weights in native memory, owned by the scope in which it was made. */
final class NativeMlp {
  /**
   * What it gives for a batch.
   *
   * @param z (batch, outputs): the last layer's sums
   * @param o (batch, outputs): its output
   */
  record Result(Tensor z, Tensor o) {}

  private final Layout layout;
  private final List<Tensor> weights = new ArrayList<>(); // each (out, in)
  private final List<Tensor> biases = new ArrayList<>(); // each (out)

  NativeMlp(Mlp mlp) {
    this.layout = mlp.layout();
    for (Dense layer : mlp.layers()) {
      weights.add(toNative(layer.weight()).requires_grad_(true));
      biases.add(toNative(layer.bias()).requires_grad_(true));
    }
  }

  static float[] outputs(Mlp mlp, Samples samples) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope()) {
      NativeMlp network = new NativeMlp(mlp);
      Tensor x = toNative(samples.inputs());
      return Autograd.off(() -> floats(network.run(x).o()));
    }
  }

  /** All that is trained. */
  TensorVector parameters() {
    TensorVector all = new TensorVector();
    weights.forEach(all::push_back);
    biases.forEach(all::push_back);
    return all;
  }

  /** x (batch, inputs). */
  Result run(Tensor x) {
    Tensor z = x;
    Tensor o = x;
    for (int i = 0; i < weights.size(); i++) {
      z = torch.linear(o, weights.get(i), new TensorOptional(biases.get(i)));
      o = layout.activation(i).apply(z);
    }
    return new Result(z, o);
  }

  /** A copy of the weights as they are now. */
  Mlp copy() {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      layers.add(new Dense(copy(weights.get(i)), copy(biases.get(i))));
    }
    return new Mlp(layout, layers);
  }

  private static io.secateur.model.Tensor copy(Tensor tensor) {
    return io.secateur.model.Tensor.of(tensor.shape(), floats(tensor));
  }

  /** A copy in native memory. */
  static Tensor toNative(io.secateur.model.Tensor tensor) {
    FloatBuffer values = tensor.bytes().asFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return Tensor.create(copy, tensor.dims());
  }

  /** The elements row by row. */
  static float[] floats(Tensor tensor) {
    Tensor dense = tensor.detach().contiguous();
    float[] out = new float[Math.toIntExact(dense.numel())];
    new FloatPointer(dense.data_ptr()).get(out);
    return out;
  }
}
