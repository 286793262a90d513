package io.secateur.study.train;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.study.data.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A fully connected network with its weights.
 *
 * @param layout what it looks like
 * @param layers the weights, from the input on
 */
public record Mlp(Layout layout, List<Dense> layers) {
  private static final String INPUT = "x";
  private static final String OUTPUT = "y_hat";

  /** The opset of everything but newer activations; every runtime reads it. */
  private static final int OPSET = 13;

  public Mlp {
    layers = List.copyOf(layers);
  }

  /** An untrained one. */
  static Mlp random(Layout layout, double gain, Random random) {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < layout.layers(); i++) {
      layers.add(Dense.random(layout.widths().get(i), layout.widths().get(i + 1), gain, random));
    }
    return new Mlp(layout, layers);
  }

  /** What it gives for each sample, (samples, outputs) row by row, by libtorch. */
  public float[] outputs(Samples samples) {
    return NativeMlp.outputs(this, samples);
  }

  /**
   * The same network with sigmoids for its output, where it ends in a softmax over two classes:
   * with z its last sums, softmax(z)_0 = σ(z_0 − z_1) and softmax(z)_1 = σ(z_1 − z_0), so the rows
   * of the last weights become differences. Squared error on sigmoids is a case that core measures
   * fast.
   */
  public Mlp withSigmoids() {
    if (layout.output() != Activation.SOFTMAX || layout.outputs() != 2) {
      throw new IllegalArgumentException("a softmax over two classes was expected");
    }
    Dense last = layers.get(layers.size() - 1);
    List<Dense> changed = new ArrayList<>(layers.subList(0, layers.size() - 1));
    changed.add(new Dense(differences(last.weight()), differences(last.bias())));
    return new Mlp(new Layout(layout.widths(), layout.hidden(), Activation.SIGMOID), changed);
  }

  /** Of (2, n) or (2): the first row less the second, and the second less the first. */
  private static Tensor differences(Tensor tensor) {
    int n = Math.toIntExact(tensor.size() / 2);
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (tensor.at(i) - tensor.at(n + i));
      values[n + i] = -values[i];
    }
    return Tensor.of(tensor.dims(), values);
  }

  /**
   * The network in a file that {@link #model} made, or that was pruned since.
   *
   * @throws io.secateur.model.UnusableException if the file has not these layers
   */
  public static Mlp read(Path file, Activation hidden, Activation output) {
    Map<String, Tensor> constants = Model.read(file).graph().constants();
    List<Dense> layers = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    boolean isLast = false;
    while (!isLast) {
      isLast = !constants.containsKey("hidden" + (layers.size() + 1) + ".weight");
      String name = isLast ? "output" : "hidden" + (layers.size() + 1);
      Tensor weight = constants.get(name + ".weight");
      Tensor bias = constants.get(name + ".bias");
      if (weight == null || bias == null) {
        throw new UnusableException(
            "'" + file + "' was expected to have the weights of '" + name + "', and has not");
      }
      layers.add(new Dense(weight, bias));
      widths.add(Math.toIntExact(weight.dims()[1]));
      if (isLast) {
        widths.add(Math.toIntExact(weight.dims()[0]));
      }
    }
    return new Mlp(new Layout(widths, hidden, output), layers);
  }

  /**
   * As ONNX: {@code x (batch, inputs)} to {@code y_hat (batch, outputs)}, a Gemm and its activation
   * for each layer, named {@code hidden1}, {@code hidden1_sigmoid}, ... {@code output}, {@code
   * output_sigmoid}, with initialisers {@code hidden1.weight (out, in)} and {@code hidden1.bias
   * (out)}.
   */
  public Model model() {
    int opset = Math.max(OPSET, Math.max(layout.hidden().opset(), layout.output().opset()));
    ModelBuilder builder = new ModelBuilder(opset);
    builder.input(INPUT, ElementType.FLOAT, -1, layout.inputs());
    builder.output(OUTPUT, ElementType.FLOAT, -1, layout.outputs());
    String value = INPUT;
    for (int i = 0; i < layers.size(); i++) {
      boolean last = i == layers.size() - 1;
      value = layer(builder, i, last ? "output" : "hidden" + (i + 1), value, last);
    }
    return builder.build();
  }

  /** Adds a layer that reads a value; the name of the value that it makes. */
  private String layer(ModelBuilder builder, int i, String name, String value, boolean last) {
    Activation activation = layout.activation(i);
    boolean bare = activation == Activation.NONE;
    builder.constant(name + ".weight", layers.get(i).weight());
    builder.constant(name + ".bias", layers.get(i).bias());
    List<String> inputs = List.of(value, name + ".weight", name + ".bias");
    String sums = bare && last ? OUTPUT : name;
    builder.node("Gemm", name, inputs, List.of(sums), "transB", 1);
    if (bare) {
      return sums;
    }
    String node = name + "_" + activation.op().toLowerCase(Locale.ROOT);
    String made = last ? OUTPUT : node;
    builder.node(activation.op(), node, List.of(sums), List.of(made));
    return made;
  }
}
