package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks that take their layers apart, put them together, repeat and reduce them. */
final class PartFamilies {
  private static final long[] ONE = {1};

  private PartFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("two slices", r -> slices(r, 13), 3, 4),
        Family.of("two slices, bounds as attributes", r -> slices(r, 9), 3, 4),
        Family.of("a slice of the middle", PartFamilies::middle, 5, 3, 2),
        Family.of("picked by number", PartFamilies::picked, 4, 2),
        Family.of("shuffled by number", PartFamilies::shuffled, 6, 4),
        Family.of("one picked by number", PartFamilies::onePicked, 5),
        Family.of("split by lengths", r -> split(r, 13, 3, 5), 3, 5),
        Family.of("split by lengths as attributes", r -> split(r, 11, 3, 5), 3, 5),
        Family.of("split evenly", r -> split(r, 13), 4),
        Family.of("padded by attributes", r -> padded(r, 10), 4, 3),
        Family.of("padded along some axes", r -> padded(r, 18), 4, 3),
        Family.of("constants of a padding", PartFamilies::constants, 4, 3),
        Family.of("a token in front, expanded", PartFamilies::token, 6, 5),
        Family.of("tiled", PartFamilies::tiled, 4),
        Family.of("sums", r -> sums(r, 13, "ReduceSum"), 5, 6),
        Family.of("sums, axes as attributes", r -> sums(r, 11, "ReduceSum"), 5, 6),
        Family.of("sums of squares", r -> sums(r, 11, "ReduceSumSquare"), 5, 6),
        Family.of("mean over time", r -> mean(r, 13), 6, 5),
        Family.of("mean over time, axes as inputs", r -> mean(r, 18), 6, 5),
        Family.of("mean over features", r -> sums(r, 13, "ReduceMean"), 5, 6),
        Family.of("mean over time and features", PartFamilies::meanOfAll, 6),
        Family.of("normalised by layer", PartFamilies::layerNorm, 5),
        Family.of("normalised by layer, step by step", PartFamilies::layerNormInSteps, 6, 5),
        Family.of("normalised by groups of channels", PartFamilies::groupNorm, 3, 4),
        Family.of("normalised by instance", PartFamilies::instanceNorm, 4));
  }

  /** Whose truth values have no place in a file of known shapes. */
  static List<Family> withTruthValues() {
    return List.of(
        Family.of("a token in front, expanded by -1", PartFamilies::minusOne, 6, 5),
        Family.of("chosen by where", PartFamilies::where, 5));
  }

  private static String slice(Sketch s, String name, String x, long opset, long from, long to) {
    long[] start = {from};
    long[] end = {to};
    return opset < 10
        ? s.node("Slice", name, x, "starts", start, "ends", end, "axes", ONE)
        : s.node(
            "Slice",
            name,
            List.of(
                x,
                s.sizes("shape_from_" + name, from),
                s.sizes("shape_to_" + name, to),
                s.sizes("shape_axis_" + name, 1)));
  }

  /** Features 0 to 2 and the last four go different ways. */
  private static Model slices(Random random, long opset) {
    Sketch s = new Sketch(opset, random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 7));
    String one = s.node("Sigmoid", "b", slice(s, "one", a, opset, 0, 3));
    String two = s.node("Tanh", "c", slice(s, "two", a, opset, -4, Long.MAX_VALUE));
    String y1 = s.gemm("y1", one, 3, 3);
    String y2 = s.gemm("y2", two, 4, 3);
    return s.ends(s.node("Add", "y", List.of(y1, y2)), -1, 3);
  }

  /** All ten are read, and 2 to 4 besides: their own layer. */
  private static Model middle(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 10));
    String some = slice(s, "some", a, 13, 2, -5);
    String more = s.node("Concat", "more", List.of(some, some), "axis", 1);
    String last = slice(s, "rest", a, 13, 8, 10);
    String y1 = s.gemm("y1", a, 10, 3);
    String y2 = s.gemm("y2", more, 6, 3);
    String y3 = s.gemm("y3", last, 2, 3);
    return s.ends(s.node("Sum", "y", List.of(y1, y2, y3)), -1, 3);
  }

  /** A gated unit: one half multiplies a product of the other. */
  private static Model split(Random random, long opset, long... lengths) {
    Sketch s = new Sketch(opset, random, -1, 4, 2, 2);
    String a = s.node("Relu", "a", s.conv("first", "x", 4, 8, 3));
    List<String> names = List.of("left", "right");
    if (lengths.length == 0) {
      s.parts("Split", "halves", List.of(a), names, "axis", 1);
    } else if (opset < 13) {
      s.parts("Split", "halves", List.of(a), names, "axis", 1, "split", lengths);
    } else {
      s.parts("Split", "halves", List.of(a, s.sizes("shape_l", lengths)), names, "axis", -3);
    }
    int left = lengths.length == 0 ? 4 : 3;
    String y1 = s.gemm("y1", s.node("Flatten", "f1", "left"), left * 4L, 3);
    String y2 = s.gemm("y2", s.node("Flatten", "f2", "right"), (8 - left) * 4L, 3);
    return s.ends(s.node("Mul", "y", List.of(y1, s.node("Sigmoid", "b", y2))), -1, 3);
  }

  /** Four features become five to eight of nine, around them a constant that is no zero. */
  private static Model padded(Random random, long opset) {
    Sketch s = new Sketch(opset, random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 4));
    String around;
    if (opset < 11) {
      long[] pads = {0, 2, 0, 1};
      around = s.node("Pad", "pad", a, "mode", "constant", "pads", pads, "value", 0.5);
    } else {
      List<String> in =
          List.of(
              a, s.sizes("shape_pads", 2, 1), s.number32("half", 0.5f), s.sizes("shape_ax", -1));
      around = s.node("Pad", "pad", in);
    }
    String wide = s.node("Tanh", "wide", s.gemm("second", "x", 4, 7));
    String all = s.node("Add", "all", List.of(around, wide));
    return s.ends(s.gemm("last", all, 7, 3), -1, 3);
  }

  /** What the padding adds is read like anything else. */
  private static Model constants(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 4));
    List<String> in = List.of(a, s.sizes("shape_pads", 0, 1, 0, 2), s.number32("half", 0.5f));
    return s.ends(s.gemm("last", s.node("Sigmoid", "b", s.node("Pad", "pad", in)), 7, 3), -1, 3);
  }

  /** (batch, 3 tokens, features) with a token of constants before them. */
  private static Model token(Random random) {
    Sketch s = new Sketch(random, -1, 3, 4);
    List<String> parts = List.of(batch(s), s.sizes("shape_11", 1), s.sizes("shape_width", 6));
    return withToken(s, s.node("Concat", "shape_token", parts, "axis", 0));
  }

  private static String batch(Sketch s) {
    String sizes = s.node("Shape", "shape_x", "x");
    List<String> first = List.of(sizes, s.sizes("shape_0", 0), s.sizes("shape_1", 1));
    return s.node("Slice", "shape_batch", first);
  }

  private static Model withToken(Sketch s, String shape) {
    String a = s.node("MatMul", "embed", List.of("x", s.weights("w1", 4, 6)));
    String token = s.node("Expand", "expanded", List.of(s.weights("token", 1, 1, 6), shape));
    String all = s.node("Concat", "all", List.of(token, a), "axis", 1);
    String placed = s.node("Add", "placed", List.of(all, s.weights("positions", 4, 6)));
    String b = s.node("MatMul", "inner", List.of(placed, s.weights("w2", 6, 5)));
    String c = s.node("Sigmoid", "c", b);
    return s.ends(s.node("MatMul", "y", List.of(c, s.weights("w3", 5, 3))), -1, 4, 3);
  }

  /** As torch writes expand(batch, -1, 6): wherever −1 is asked for, 1 is put in its place. */
  private static Model minusOne(Random random) {
    Sketch s = new Sketch(random, -1, 3, 4);
    List<String> parts = List.of(batch(s), s.sizes("shape_free", -1), s.sizes("shape_width", 6));
    String asked = s.node("Concat", "shape_asked", parts, "axis", 0);
    String rank = s.node("Shape", "shape_rank", asked);
    Tensor one = Tensor.of(ONE, 1L);
    String ones = s.node("ConstantOfShape", "shape_ones", rank, "value", one);
    String less = s.node("Mul", "shape_less", List.of(ones, s.number("shape_minus", -1)));
    String same = s.node("Equal", "same", List.of(asked, less));
    return withToken(s, s.node("Where", "shape_where", List.of(same, ones, asked)));
  }

  private static Model tiled(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Sigmoid", "a", s.gemm("first", "x", 4, 4));
    String b = s.node("Tile", "b", List.of(a, s.sizes("shape_times", 1, 3)));
    return s.ends(s.gemm("last", b, 12, 3), -1, 3);
  }

  /** A sum over a layer shifts what another makes. */
  private static Model sums(Random random, long opset, String op) {
    Sketch s = new Sketch(opset, random, -1, 4);
    String a = s.node("Sigmoid", "a", s.gemm("first", "x", 4, 5));
    boolean input = opset >= 13 && op.equals("ReduceSum");
    String sum =
        input
            ? s.node(op, "sum", List.of(a, s.sizes("shape_axes", -1)), "keepdims", 1)
            : s.node(op, "sum", a, "axes", ONE);
    String b = s.node("Sigmoid", "b", s.gemm("second", "x", 4, 6));
    return s.ends(s.node("Add", "y", List.of(s.gemm("third", b, 6, 3), sum)), -1, 3);
  }

  /** One number a sample, in which constants are averaged too. */
  private static Model meanOfAll(Random random) {
    Sketch s = new Sketch(random, -1, 3, 4);
    String a = s.node("MatMul", "embed", List.of("x", s.weights("w1", 4, 6)));
    String b = s.node("Sigmoid", "b", a);
    List<String> parts = List.of(b, s.node("Neg", "n", "x"));
    String all = s.node("Concat", "all", parts, "axis", 2);
    long[] axes = {-1, 1};
    String mean = s.node("ReduceMean", "mean", all, "axes", axes, "keepdims", 0);
    String wide = s.node("Unsqueeze", "wide", List.of(mean, s.sizes("shape_axis", 1)));
    return s.ends(s.gemm("last", s.node("Tanh", "c", wide), 1, 3), -1, 3);
  }

  private static Model mean(Random random, long opset) {
    Sketch s = new Sketch(opset, random, -1, 3, 4);
    String a = s.node("MatMul", "embed", List.of("x", s.weights("w1", 4, 6)));
    String b = s.node("Sigmoid", "b", a);
    String mean =
        opset < 18
            ? s.node("ReduceMean", "mean", b, "axes", ONE, "keepdims", 0)
            : s.node(
                "Flatten", "f", s.node("ReduceMean", "mean", List.of(b, s.sizes("shape_a", 1))));
    String c = s.node("Tanh", "c", s.gemm("second", mean, 6, 5));
    return s.ends(s.gemm("last", c, 5, 3), -1, 3);
  }

  /** The stream is normalised as a whole and stays; what is made of it inside need not. */
  private static Model layerNorm(Random random) {
    Sketch s = new Sketch(17, random, -1, 3, 4);
    String stream = s.node("MatMul", "embed", List.of("x", s.weights("w1", 4, 6)));
    List<String> in = List.of(stream, s.weights("scale", 6), s.weights("shift", 6));
    String normal = s.node("LayerNormalization", "normal", in, "epsilon", 0.01);
    String inner = s.node("MatMul", "inner", List.of(normal, s.weights("w2", 6, 5)));
    String back =
        s.node("MatMul", "back", List.of(s.node("Relu", "a", inner), s.weights("w3", 5, 6)));
    String sum = s.node("Add", "sum", List.of(stream, back));
    return s.ends(s.node("MatMul", "y", List.of(sum, s.weights("w4", 6, 3))), -1, 3, 3);
  }

  /** The same as exporters write it before opset 17: a mean, and a mean of squares. */
  private static Model layerNormInSteps(Random random) {
    Sketch s = new Sketch(16, random, -1, 3, 4);
    String stream = s.node("MatMul", "embed", List.of("x", s.weights("w1", 4, 6)));
    long[] last = {-1};
    String mean = s.node("ReduceMean", "mean", stream, "axes", last);
    String less = s.node("Sub", "less", List.of(stream, mean));
    String square = s.node("Pow", "square", List.of(less, s.number32("two", 2)));
    String variance = s.node("ReduceMean", "variance", square, "axes", last);
    String more = s.node("Add", "more", List.of(variance, s.number32("epsilon", 0.01f)));
    String one = s.node("Div", "one", List.of(less, s.node("Sqrt", "root", more)));
    String scaled = s.node("Mul", "scaled", List.of(one, s.weights("scale", 6)));
    String normal = s.node("Add", "normal", List.of(scaled, s.weights("shift", 6)));
    String inner = s.node("MatMul", "inner", List.of(normal, s.weights("w2", 6, 5)));
    String back =
        s.node("MatMul", "back", List.of(s.node("Relu", "a", inner), s.weights("w3", 5, 6)));
    String sum = s.node("Add", "sum", List.of(stream, back));
    return s.ends(s.node("MatMul", "y", List.of(sum, s.weights("w4", 6, 3))), -1, 3, 3);
  }

  /** As torch writes it: (batch, 3 x 2, 3, 3) to (batch, 3, 2 x 9) and back; groups can go. */
  private static Model groupNorm(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.conv("first", "x", 2, 6, 3);
    String rows = s.node("Reshape", "rows", List.of(a, s.sizes("shape_rows", 0, 3, -1)));
    List<String> in = List.of(rows, s.weights("ones", 3), s.weights("zeros", 3));
    String normal = s.node("InstanceNormalization", "normal", in);
    String back = s.node("Reshape", "back", List.of(normal, s.node("Shape", "shape_a", a)));
    String scaled = s.node("Mul", "scaled", List.of(back, s.weights("scale", 6, 1, 1)));
    String moved = s.node("Add", "moved", List.of(scaled, s.weights("shift", 6, 1, 1)));
    String b = s.node("Relu", "b", s.conv("second", s.node("Relu", "r", moved), 6, 4, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 36, 3), -1, 3);
  }

  private static Model instanceNorm(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.conv("first", "x", 2, 4, 3);
    List<String> in = List.of(a, s.weights("scale", 4), s.weights("shift", 4));
    String b = s.node("Sigmoid", "b", s.node("InstanceNormalization", "normal", in));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 36, 3), -1, 3);
  }

  /** Where a feature is small, another takes its place. */
  private static Model where(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.gemm("first", "x", 4, 5);
    String b = s.gemm("second", "x", 4, 5);
    String large = s.node("Greater", "large", List.of(a, s.weights("bounds", 5)));
    String c = s.node("Where", "c", List.of(large, a, b));
    return s.ends(s.gemm("last", c, 5, 3), -1, 3);
  }

  /** Some units are picked, one of them twice; all are read besides. */
  private static Model picked(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Tanh", "a", s.gemm("hidden", "x", 4, 6));
    String some =
        s.node("Gather", "some", List.of(a, s.sizes("shape_i", 5, 0, 2, -1, 3)), "axis", 1);
    String one = s.gemm("one", some, 5, 3);
    return s.ends(s.node("Add", "y", List.of(one, s.gemm("other", a, 6, 3))), -1, 3);
  }

  /** Channels in another order, and turned round, axes counted from the front and from the end. */
  private static Model shuffled(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String order = s.sizes("shape_order", 0, 3, 1, 4, 2, 5);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 6, 3));
    String b = s.node("Gather", "b", List.of(a, order), "axis", 1);
    String c = s.node("Tanh", "c", s.conv("second", b, 6, 4, 1));
    String some = s.node("Gather", "d", List.of(c, s.sizes("shape_d", 3, 2, 1, 0)), "axis", -3);
    return s.ends(s.gemm("last", s.node("Flatten", "f", some), 36, 3), -1, 3);
  }

  /** What is picked alone has no axis any more, and stays. */
  private static Model onePicked(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Tanh", "a", s.gemm("hidden", "x", 4, 6));
    String one = s.node("Gather", "one", List.of(a, s.number("shape_3", 3)), "axis", 1);
    String column = s.node("Unsqueeze", "column", List.of(one, s.sizes("shape_1", 1)));
    return s.ends(s.node("Add", "y", List.of(column, s.gemm("all", a, 6, 3))), -1, 3);
  }
}
