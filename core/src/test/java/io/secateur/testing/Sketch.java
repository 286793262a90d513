package io.secateur.testing;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.List;
import java.util.Random;

/** Draws a network with random weights, a node a line; each returns the name of what it makes. */
public final class Sketch {
  private final ModelBuilder model;
  private final Random random;

  public Sketch(long opset, Random random, long... inputDims) {
    this.model = new ModelBuilder(opset).input("x", ElementType.FLOAT, inputDims);
    this.random = random;
  }

  public Sketch(Random random, long... inputDims) {
    this(13, random, inputDims);
  }

  /** A constant of normal numbers. */
  public String weights(String name, long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * 0.6);
    }
    model.constant(name, Tensor.of(dims, values));
    return name;
  }

  /** A constant of positive numbers, as variances are. */
  public String positive(String name, long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    model.constant(name, Tensor.of(dims, values));
    return name;
  }

  /** A constant vector of sizes or axes; its name should start with "shape". */
  public String sizes(String name, long... sizes) {
    model.constant(name, Tensor.of(new long[] {sizes.length}, sizes));
    return name;
  }

  /** A constant number of sizes or axes. */
  public String number(String name, long value) {
    model.constant(name, Tensor.of(new long[0], new long[] {value}));
    return name;
  }

  /** A constant of these numbers. */
  public void constant(String name, long[] dims, float... values) {
    model.constant(name, Tensor.of(dims, values));
  }

  public String constant(String name, Tensor value) {
    model.constant(name, value);
    return name;
  }

  /** A constant real number. */
  public String number32(String name, float value) {
    model.constant(name, Tensor.of(new long[0], value));
    return name;
  }

  public String node(String op, String name, List<String> inputs, Object... attributes) {
    model.node(op, name, inputs, attributes);
    return name;
  }

  public String node(String op, String name, String input, Object... attributes) {
    return node(op, name, List.of(input), attributes);
  }

  /** A node that makes several values. */
  public List<String> parts(
      String op, String name, List<String> inputs, List<String> outputs, Object... attributes) {
    model.node(op, name, inputs, outputs, attributes);
    return outputs;
  }

  /** x w + b with weights of its own. */
  public String gemm(String name, String x, long in, long out) {
    return node("Gemm", name, List.of(x, weights("w_" + name, in, out), weights("b_" + name, out)));
  }

  /** A square kernel that keeps the image's size, with weights of its own. */
  public String conv(String name, String x, long in, long out, long kernel) {
    String w = weights("w_" + name, out, in, kernel, kernel);
    String b = weights("b_" + name, out);
    long pad = kernel / 2;
    return node("Conv", name, List.of(x, w, b), "pads", new long[] {pad, pad, pad, pad});
  }

  /** A normalisation whose shift makes a silent channel speak. */
  public String norm(String name, String x, long channels) {
    return node(
        "BatchNormalization",
        name,
        List.of(
            x,
            weights(name + "_scale", channels),
            weights(name + "_shift", channels),
            weights(name + "_mean", channels),
            positive(name + "_var", channels)));
  }

  /** The network that ends here. */
  public Model ends(String value, long... dims) {
    return model.output(value, ElementType.FLOAT, dims).build();
  }

  /** The network that ends in two places. */
  public Model ends(String value, long[] dims, String other, long... otherDims) {
    model.output(value, ElementType.FLOAT, dims);
    return ends(other, otherDims);
  }
}
