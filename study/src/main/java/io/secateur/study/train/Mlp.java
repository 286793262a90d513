package io.secateur.study.train;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.study.data.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  static Mlp random(Layout layout, Random random) {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < layout.layers(); i++) {
      layers.add(Dense.random(layout.widths().get(i), layout.widths().get(i + 1), random));
    }
    return new Mlp(layout, layers);
  }

  /** What it gives for each sample, (samples, outputs) row by row, by libtorch. */
  public float[] outputs(Samples samples) {
    return NativeMlp.outputs(this, samples);
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
