package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks of convolutions. */
final class ConvFamilies {
  private ConvFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("normalised and pooled", ConvFamilies::pooled, 4, 5),
        Family.of("channels last", ConvFamilies::channelsLast, 4),
        Family.of("weights through a reshape", ConvFamilies::reshapedWeights, 4),
        Family.of("one dimension, axes as inputs", r -> oneDimension(r, 13), 5, 4),
        Family.of("one dimension, axes as attributes", r -> oneDimension(r, 11), 5, 4),
        Family.of("read along two axes", ConvFamilies::twoAxes, 4, 3, 2),
        Family.of("concatenation of what was flattened", ConvFamilies::flatConcat, 3, 4, 5),
        Family.of("shortcuts", ConvFamilies::shortcuts, 4, 3, 5),
        Family.of("branches", ConvFamilies::branches, 3, 4, 5),
        Family.of("squeeze and excite", ConvFamilies::excite, 4, 3),
        Family.of("factors by channel", ConvFamilies::factors, 4),
        Family.of("normalisation shared by layers", ConvFamilies::sharedNorm, 4, 4),
        Family.of("shape shared by reshapes", ConvFamilies::sharedShape, 4, 4),
        Family.of("computed shape", ConvFamilies::computedShape, 4),
        Family.of("padded shortcut", ConvFamilies::paddedShortcut, 3, 4, 6),
        Family.of("padded shortcut, computed amounts", ConvFamilies::computedPads, 3, 4, 5));
  }

  static List<Family> withSizesFromElsewhere() {
    return List.of(
        Family.of("computed shape shared by reshapes", ConvFamilies::sharedComputedShape, 4),
        Family.of("shape measured elsewhere", ConvFamilies::measuredElsewhere, 6, 6));
  }

  private static Model pooled(Random random) {
    Sketch s = new Sketch(random, -1, 2, 6, 6);
    String a = s.node("Relu", "a", s.norm("n1", s.conv("c1", "x", 2, 4, 3), 4));
    String p = s.node("MaxPool", "p", a, "kernel_shape", new long[] {2, 2}, "strides", TWO);
    String b = s.node("Sigmoid", "b", s.norm("n2", s.conv("c2", p, 4, 5, 3), 5));
    String q = s.node("AveragePool", "q", b, "kernel_shape", TWO, "pads", new long[] {1, 1, 0, 0});
    return s.ends(s.gemm("last", s.node("Flatten", "f", q), 5 * 9, 3), -1, 3);
  }

  private static final long[] TWO = {2, 2};

  /** One reader has the channels second, the other last, behind a transposition. */
  private static Model twoAxes(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Sigmoid", "a", s.conv("c1", "x", 2, 4, 3));
    String b = s.node("Relu", "b", s.conv("c2", a, 4, 3, 3));
    String last = s.node("Transpose", "t", a, "perm", new long[] {0, 2, 3, 1});
    String c = s.node("MatMul", "c", List.of(last, s.weights("w", 4, 2)));
    String y1 = s.gemm("y1", s.node("Flatten", "f1", b), 27, 3);
    String y2 = s.gemm("y2", s.node("Reshape", "f2", List.of(c, s.sizes("shape", -1, 18))), 18, 3);
    return s.ends(s.node("Add", "y", List.of(y1, y2)), -1, 3);
  }

  /** A channel is 4 features of the first, a unit one of the second; the input is between them. */
  private static Model flatConcat(Random random) {
    Sketch s = new Sketch(random, -1, 2, 2, 2);
    String a = s.node("Flatten", "f1", s.node("Relu", "a", s.conv("c1", "x", 2, 3, 3)));
    String flat = s.node("Flatten", "f0", "x");
    String b = s.node("Sigmoid", "b", s.gemm("g", flat, 8, 4));
    String all = s.node("Concat", "all", List.of(b, flat, a), "axis", 1);
    String c = s.node("Tanh", "c", s.gemm("wide", all, 24, 5));
    return s.ends(s.gemm("last", c, 5, 3), -1, 3);
  }

  private static Model channelsLast(Random random) {
    Sketch s = new Sketch(random, -1, 3, 3, 2);
    String t = s.node("Transpose", "t", "x", "perm", new long[] {0, 3, 1, 2});
    String a = s.node("Relu", "a", s.conv("c", t, 2, 4, 3));
    String u = s.node("Transpose", "u", a, "perm", new long[] {0, 2, 3, 1});
    String flat = s.node("Reshape", "flat", List.of(u, s.sizes("shape", -1, 36)));
    String y = s.node("MatMul", "y", List.of(flat, s.weights("w", 36, 3)));
    return s.ends(s.node("Add", "sum", List.of(y, s.weights("b", 3))), -1, 3);
  }

  private static Model reshapedWeights(Random random) {
    Sketch s = new Sketch(random, -1, 1, 4, 4);
    String a = s.node("Relu", "a", s.conv("c", "x", 1, 4, 3));
    String p = s.node("MaxPool", "p", a, "kernel_shape", TWO, "strides", TWO);
    String flat = s.node("Reshape", "flat", List.of(p, s.sizes("shape1", -1, 16)));
    String stored = s.weights("stored", 4, 2, 2, 3);
    String w = s.node("Reshape", "w", List.of(stored, s.sizes("shape2", 16, 3)));
    return s.ends(s.node("MatMul", "y", List.of(flat, w)), -1, 3);
  }

  private static Model oneDimension(Random random, long opset) {
    Sketch s = new Sketch(opset, random, -1, 3, 8);
    String image = axes(s, opset, "Unsqueeze", "u1", "x", 2);
    String w1 = s.weights("w1", 5, 3, 1, 3);
    String a = s.node("Conv", "c1", List.of(image, w1, s.weights("b1", 5)));
    String line = s.node("Relu", "r", axes(s, opset, "Squeeze", "s1", a, 2));
    String p = s.node("MaxPool", "p", line, "kernel_shape", new long[] {2}, "strides", ONE_TWO);
    String w2 = s.weights("w2", 4, 5, 1, 2);
    String again = axes(s, opset, "Unsqueeze", "u2", p, -2);
    String b = s.node("Relu", "b", s.node("Conv", "c2", List.of(again, w2)));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 8, 3), -1, 3);
  }

  private static final long[] ONE_TWO = {2};

  private static String axes(Sketch s, long opset, String op, String name, String x, long axis) {
    return opset >= 13
        ? s.node(op, name, List.of(x, s.sizes("shape_" + name, axis)))
        : s.node(op, name, x, "axes", new long[] {axis < 0 ? 4 + axis : axis});
  }

  private static Model shortcuts(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String stream = s.node("Relu", "a", s.norm("n1", s.conv("stream", "x", 2, 4, 3), 4));
    String inner = s.node("Relu", "b", s.norm("n2", s.conv("inner", stream, 4, 3, 3), 3));
    String back = s.norm("n3", s.conv("back", inner, 3, 4, 1), 4);
    String sum = s.node("Relu", "c", s.node("Add", "sum", List.of(back, stream)));
    String wide = s.norm("n4", s.conv("wide", sum, 4, 5, 3), 5);
    String shortcut = s.conv("shortcut", sum, 4, 5, 1);
    String all = s.node("Add", "all", List.of(wide, shortcut));
    String mean = s.node("GlobalAveragePool", "mean", all);
    return s.ends(s.gemm("last", s.node("Flatten", "f", mean), 5, 3), -1, 3);
  }

  private static Model branches(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String one = s.node("Relu", "a", s.conv("one", "x", 2, 3, 1));
    String two = s.node("Relu", "b", s.conv("two", "x", 2, 4, 3));
    String all = s.norm("n", s.node("Concat", "all", List.of(one, two), "axis", 1), 7);
    String c = s.node("Relu", "c", s.conv("third", all, 7, 5, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", c), 80, 3), -1, 3);
  }

  private static Model excite(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    String mean = s.node("GlobalAveragePool", "mean", a);
    String b = s.node("Relu", "b", s.conv("squeeze", mean, 4, 3, 1));
    String c = s.node("Sigmoid", "c", s.conv("excite", b, 3, 4, 1));
    String scaled = s.node("Mul", "scaled", List.of(a, c));
    return s.ends(s.gemm("last", s.node("Flatten", "f", scaled), 64, 3), -1, 3);
  }

  private static Model factors(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.conv("first", "x", 2, 4, 3);
    String b = s.node("PRelu", "b", List.of(a, s.weights("slope", 4, 1, 1)));
    String c = s.node("Mul", "c", List.of(s.weights("factor", 1, 4, 1, 1), b));
    String d = s.node("Clip", "d", List.of(c, s.number32("low", -1), s.number32("high", 1)));
    return s.ends(s.gemm("last", s.node("Flatten", "f", d), 36, 3), -1, 3);
  }

  private static Model sharedNorm(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    List<String> norm =
        List.of(
            s.weights("scale", 4),
            s.weights("shift", 4),
            s.weights("mean", 4),
            s.positive("var", 4));
    String a = s.conv("first", "x", 2, 4, 3);
    String b = s.node("Relu", "b", normalised(s, "n1", a, norm));
    String c = s.conv("second", b, 4, 4, 3);
    String d = s.node("Relu", "d", normalised(s, "n2", c, norm));
    return s.ends(s.gemm("last", s.node("Flatten", "f", d), 36, 3), -1, 3);
  }

  private static String normalised(Sketch s, String name, String x, List<String> norm) {
    return s.node(
        "BatchNormalization", name, List.of(x, norm.get(0), norm.get(1), norm.get(2), norm.get(3)));
  }

  /** Channels 0 to 2 of one stage are channels 2 to 4 of the next, at every second pixel. */
  private static Model paddedShortcut(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    return padded(s, s.sizes("shape_pads", 0, 2, 0, 0, 0, 4, 0, 0), 9);
  }

  /** As torch writes F.pad: rows of (before, after) from the last axis on, filled up with zeros. */
  private static Model computedPads(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String zeros =
        s.node("ConstantOfShape", "shape_0", s.sizes("shape_2", 2), "value", Tensor.of(ONE, 0L));
    List<String> parts = List.of(s.sizes("shape_given", 0, 0, 0, 0, 2, 3), zeros);
    String all = s.node("Concat", "shape_all", parts, "axis", 0);
    String rows = s.node("Reshape", "shape_rows", List.of(all, s.sizes("shape_rows_2", -1, 2)));
    String last = s.sizes("shape_last", -1);
    String least = s.sizes("shape_least", Long.MIN_VALUE + 1);
    List<String> bounds = List.of(rows, last, least, s.sizes("shape_axis0", 0), last);
    String back = s.node("Slice", "shape_back", bounds);
    String turned = s.node("Transpose", "shape_turned", back, "perm", new long[] {1, 0});
    String flat = s.node("Reshape", "shape_flat", List.of(turned, s.sizes("shape_flat_1", -1)));
    return padded(s, s.node("Cast", "shape_cast", flat, "to", 7), 8);
  }

  private static final long[] ONE = {1};

  private static Model padded(Sketch s, String pads, int channels) {
    String a = s.node("Relu", "a", s.norm("n1", s.conv("first", "x", 2, 3, 3), 3));
    String b = s.node("Relu", "b", s.norm("n2", s.conv("inner", a, 3, 4, 3), 4));
    String c = s.norm("n3", s.conv("back", b, 4, channels, 3), channels);
    String half = s.node("MaxPool", "half", c, "kernel_shape", new long[] {1, 1}, "strides", TWO);
    String start = s.sizes("shape_start", 0, 0);
    String end = s.sizes("shape_end", Long.MAX_VALUE, Long.MAX_VALUE);
    List<String> every =
        List.of(a, start, end, s.sizes("shape_axes", 2, 3), s.sizes("shape_step", 2, 2));
    String skipped = s.node("Slice", "skipped", every);
    String shortcut = s.node("Pad", "shortcut", List.of(skipped, pads), "mode", "constant");
    String sum = s.node("Relu", "d", s.node("Add", "sum", List.of(half, shortcut)));
    return s.ends(s.gemm("last", s.node("Flatten", "f", sum), channels * 4L, 3), -1, 3);
  }

  private static Model sharedShape(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String shape = s.sizes("shape", -1, 36);
    return twoFlattened(s, shape, shape);
  }

  /** -> (batch, 36) of two convolutions, each with a product of its own, and their sum. */
  private static Model twoFlattened(Sketch s, String shape1, String shape2) {
    String one = s.node("Relu", "a", s.conv("one", "x", 2, 4, 3));
    String two = s.node("Relu", "b", s.conv("two", "x", 2, 4, 3));
    String y1 = s.gemm("y1", s.node("Reshape", "flat1", List.of(one, shape1)), 36, 3);
    String y2 = s.gemm("y2", s.node("Reshape", "flat2", List.of(two, shape2)), 36, 3);
    return s.ends(s.node("Add", "y", List.of(y1, y2)), -1, 3);
  }

  /** (batch, 36), the batch measured at x. */
  private static String measured(Sketch s) {
    String sizes = s.node("Shape", "shape_x", "x");
    List<String> first = List.of(sizes, s.number("shape_zero", 0));
    String batch = s.node("Gather", "shape_batch", first);
    List<String> row = List.of(batch, s.sizes("shape_axis", 0));
    String vector = s.node("Unsqueeze", "shape_vector", row);
    List<String> parts = List.of(vector, s.sizes("shape_literal", 36));
    return s.node("Concat", "shape_all", parts, "axis", 0);
  }

  private static Model computedShape(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Relu", "a", s.conv("one", "x", 2, 4, 3));
    String flat = s.node("Reshape", "flat", List.of(a, measured(s)));
    return s.ends(s.gemm("last", flat, 36, 3), -1, 3);
  }

  private static Model sharedComputedShape(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String shape = measured(s);
    return twoFlattened(s, shape, shape);
  }

  /** A reshape to the shape of another value of the same size, whose neurons are others. */
  private static Model measuredElsewhere(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String one = s.node("Relu", "a", s.gemm("one", "x", 4, 6));
    String two = s.node("Relu", "b", s.gemm("two", "x", 4, 6));
    String like = s.node("Reshape", "like", List.of(two, s.node("Shape", "shape_one", one)));
    String all = s.node("Concat", "all", List.of(one, like), "axis", 1);
    return s.ends(s.gemm("last", all, 12, 3), -1, 3);
  }
}
