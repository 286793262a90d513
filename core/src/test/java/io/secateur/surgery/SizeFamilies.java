package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks that compute with the sizes of their own layers, as exporters write them. */
final class SizeFamilies {
  private static final long[] FIRST = {1, 0, 2};
  private static final long[] KEYS = {1, 2, 0};

  private SizeFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("divided by its width", SizeFamilies::divided, 5),
        Family.of("its width is a product", SizeFamilies::product, 3),
        Family.of("a width picked by a number that is not followed", SizeFamilies::picked, 5),
        Family.of("measured for one reshape and half of it for a slice", SizeFamilies::halved, 3),
        Family.of("padded to a multiple of what is measured", SizeFamilies::padded, 5),
        Family.of("channels shuffled by measured sizes", SizeFamilies::shuffled, 2, 1),
        Family.of("attention by measured sizes", SizeFamilies::attention, 2, 5));
  }

  private static String size(Sketch s, String name, String x, int axis) {
    String sizes = s.node("Shape", name + "_of", x);
    return s.node("Gather", name, List.of(sizes, s.number(name + "_axis", axis)));
  }

  private static String vector(Sketch s, String name, String number) {
    return s.node("Unsqueeze", name, List.of(number, s.sizes(name + "_0", 0)));
  }

  /** What computes with a size goes on to see what it was. */
  private static Model divided(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Sigmoid", "a", s.gemm("first", "x", 4, 5));
    String width = s.node("Cast", "real", size(s, "width", a, 1), "to", 1);
    return s.ends(s.gemm("last", s.node("Div", "b", List.of(a, width)), 5, 3), -1, 3);
  }

  /** (batch, 4, 3) to (batch, 4 x 3), the product computed. */
  private static Model product(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String a = s.node("MatMul", "a", List.of("x", s.weights("w", 5, 3)));
    List<String> factors = List.of(s.sizes("shape_rows", 4), s.sizes("shape_width", 3));
    String columns = s.node("Mul", "shape_columns", factors);
    List<String> parts = List.of(s.sizes("shape_any", -1), columns);
    String shape = s.node("Concat", "shape_flat", parts, "axis", 0);
    return s.ends(s.gemm("last", s.node("Reshape", "flat", List.of(a, shape)), 12, 3), -1, 3);
  }

  private static Model picked(Random random) {
    Sketch s = new Sketch(random, -1, 6);
    String a = s.node("Sigmoid", "a", s.gemm("first", "x", 6, 5));
    String most = s.node("ReduceMax", "shape_most", s.sizes("shape_numbers", 1, 0), "keepdims", 0);
    String width = s.node("Gather", "shape_width", List.of(s.node("Shape", "shape_a", a), most));
    String real = s.node("Cast", "real", width, "to", 1);
    return s.ends(s.gemm("last", s.node("Mul", "b", List.of(a, real)), 5, 3), -1, 3);
  }

  /** Both halves are read by one product each, so a neuron is a feature of each half. */
  private static Model halved(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 6));
    String width = vector(s, "shape_width", size(s, "shape_size", a, 1));
    List<String> parts = List.of(s.sizes("shape_any", -1), width);
    String shape = s.node("Concat", "shape_same", parts, "axis", 0);
    String same = s.node("Reshape", "same", List.of(a, shape));
    String more = s.node("Add", "shape_more", List.of(width, s.sizes("shape_one", 1)));
    String half = s.node("Div", "shape_half", List.of(more, s.sizes("shape_two", 2)));
    String axis = s.sizes("shape_axis", 1);
    String left = s.node("Slice", "left", List.of(same, s.sizes("shape_start", 0), half, axis));
    String right = s.node("Slice", "right", List.of(same, half, width, axis));
    String both = s.node("Mul", "both", List.of(left, s.node("Sigmoid", "b", right)));
    return s.ends(s.gemm("last", both, 3, 3), -1, 3);
  }

  /** 4 tokens are filled up to 6, a multiple of 3, by amounts that a remainder gives. */
  private static Model padded(Random random) {
    Sketch s = new Sketch(random, -1, 4, 4);
    String a = s.node("MatMul", "a", List.of("x", s.weights("w", 4, 5)));
    String three = s.number("shape_three", 3);
    String over = s.node("Mod", "shape_over", List.of(size(s, "shape_tokens", a, 1), three));
    String lacking = s.node("Sub", "shape_lacking", List.of(three, over));
    String pad = s.node("Mod", "shape_pad", List.of(lacking, three));
    List<String> parts =
        List.of(
            s.sizes("shape_before", 0, 0, 0, 0),
            vector(s, "shape_after", pad),
            s.sizes("shape_0", 0));
    List<String> in =
        List.of(a, s.node("Concat", "shape_pads", parts, "axis", 0), s.number32("half", 0.5f));
    String all = s.node("Relu", "b", s.node("Pad", "pad", in));
    return s.ends(s.node("MatMul", "y", List.of(all, s.weights("v", 5, 3))), -1, 6, 3);
  }

  /**
   * (batch, 6, 2, 2): channel (i, j) of (2, 3) becomes (j, i), each number measured. Two columns of
   * these have channels among the first three, which are read by themselves, and one has none.
   */
  private static Model shuffled(Random random) {
    Sketch s = new Sketch(random, -1, 2, 2, 2);
    String one = s.node("Relu", "a", s.conv("one", "x", 2, 3, 1));
    String two = s.node("Relu", "b", s.conv("two", "x", 2, 3, 1));
    String all = s.node("Concat", "all", List.of(one, two), "axis", 1);
    String half =
        s.node(
            "Div",
            "shape_half",
            List.of(size(s, "shape_channels", all, 1), s.number("shape_two", 2)));
    String height = vector(s, "shape_height", size(s, "shape_h", all, 2));
    String width = vector(s, "shape_width", size(s, "shape_w", all, 3));
    String batch = vector(s, "shape_batch", size(s, "shape_b", all, 0));
    List<String> split =
        List.of(batch, s.sizes("shape_2", 2), vector(s, "shape_rest", half), height, width);
    String to = s.node("Concat", "shape_split", split, "axis", 0);
    String parts = s.node("Reshape", "parts", List.of(all, to));
    String turned = s.node("Transpose", "turned", parts, "perm", new long[] {0, 2, 1, 3, 4});
    List<String> merged = List.of(batch, s.sizes("shape_any", -1), height, width);
    String back = s.node("Concat", "shape_merged", merged, "axis", 0);
    String shuffled = s.node("Reshape", "shuffled", List.of(turned, back));
    String first =
        s.node(
            "Slice",
            "part",
            List.of(shuffled, s.sizes("shape_0", 0), s.sizes("shape_3", 3), s.sizes("shape_1", 1)));
    String y1 = s.gemm("y1", s.node("Flatten", "f1", shuffled), 24, 3);
    String y2 = s.gemm("y2", s.node("Flatten", "f2", first), 12, 3);
    return s.ends(s.node("Add", "y", List.of(y1, y2)), -1, 3);
  }

  /**
   * As torch writes nn.MultiheadAttention over (batch, 4 tokens, 6 features) with 2 heads: thirds
   * of one product by computed bounds, batch times heads, and a width that is measured on the
   * stream.
   */
  private static Model attention(Random random) {
    Sketch s = new Sketch(17, random, -1, 4, 5);
    String stream = s.node("MatMul", "embed", List.of("x", s.weights("w_embed", 5, 6)));
    List<String> in = List.of(stream, s.weights("scale", 6), s.weights("shift", 6));
    String normal = s.node("LayerNormalization", "normal", in);
    String tokens = s.node("Transpose", "tokens", normal, "perm", FIRST);
    String length = size(s, "shape_length", tokens, 0);
    String batch = size(s, "shape_batch", tokens, 1);
    String width = size(s, "shape_width", tokens, 2);
    String each = s.node("Div", "shape_each", List.of(width, s.number("shape_heads", 2)));
    String all = s.node("Mul", "shape_all", List.of(batch, s.number("shape_twice", 2)));
    String qkv = s.node("MatMul", "qkv", List.of(tokens, s.weights("w_qkv", 6, 18)));
    String q = third(s, qkv, 0);
    List<String> parts =
        List.of(
            vector(s, "shape_l", length), vector(s, "shape_a", all), vector(s, "shape_e", each));
    String shape = s.node("Concat", "shape_by_head", parts, "axis", 0);
    String queries = heads(s, "queries", q, shape, FIRST);
    String keys = heads(s, "keys", third(s, qkv, 1), shape, KEYS);
    String values = heads(s, "values", third(s, qkv, 2), shape, FIRST);
    String scores = s.node("MatMul", "scores", List.of(queries, keys));
    String soft = s.node("Softmax", "soft", scores, "axis", -1);
    String context = s.node("MatMul", "context", List.of(soft, values));
    String turned = s.node("Transpose", "turned", context, "perm", FIRST);
    String rows = s.node("Mul", "shape_rows", List.of(length, batch));
    List<String> flat = List.of(vector(s, "shape_r", rows), vector(s, "shape_c", width));
    String to = s.node("Concat", "shape_flat", flat, "axis", 0);
    String out = s.gemm("out", s.node("Reshape", "flat", List.of(turned, to)), 6, 6);
    List<String> back =
        List.of(
            vector(s, "shape_l2", length),
            vector(s, "shape_b2", batch),
            vector(s, "shape_c2", size(s, "shape_o", out, 1)));
    String unflat = s.node("Concat", "shape_unflat", back, "axis", 0);
    String tokenwise = s.node("Reshape", "unflat", List.of(out, unflat));
    String again = s.node("Transpose", "again", tokenwise, "perm", FIRST);
    String sum = s.node("Add", "sum", List.of(stream, again));
    String inner = s.node("MatMul", "inner", List.of(sum, s.weights("w_inner", 6, 5)));
    String wide = s.node("Relu", "wide", inner);
    return s.ends(s.node("MatMul", "y", List.of(wide, s.weights("w_y", 5, 3))), -1, 4, 3);
  }

  private static String third(Sketch s, String qkv, int part) {
    String name = "shape_" + part;
    String last = s.sizes(name + "_last", -1);
    String sizes = s.node("Shape", name + "_sizes", qkv);
    String size = s.node("Gather", name + "_size", List.of(sizes, last));
    String more = s.node("Add", name + "_more", List.of(size, s.sizes(name + "_two", 2)));
    String each = s.node("Div", name + "_each", List.of(more, s.sizes(name + "_three", 3)));
    String from = s.node("Mul", name + "_from", List.of(each, s.sizes(name + "_part", part)));
    String to = s.node("Mul", name + "_to", List.of(each, s.sizes(name + "_next", part + 1)));
    return s.node("Slice", "third_" + part, List.of(qkv, from, to, last));
  }

  private static String heads(Sketch s, String name, String x, String shape, long[] perm) {
    String rows = s.node("Reshape", name + "_rows", List.of(x, shape));
    return s.node("Transpose", name, rows, "perm", perm);
  }
}
