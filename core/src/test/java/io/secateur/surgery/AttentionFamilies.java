package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/**
 * Attention over (batch, 4 tokens, 5 features) with 2 heads of 3, and channels that a reshape
 * shuffles.
 */
final class AttentionFamilies {
  private static final long[] BY_HEAD = {0, 2, 1, 3};
  private static final long[] KEYS = {0, 2, 3, 1};

  private AttentionFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("attention", AttentionFamilies::attention, 5, 2, 4),
        Family.of("attention, values first", AttentionFamilies::valuesFirst, 5, 2),
        Family.of("attention, one product for all", AttentionFamilies::fused, 5, 2),
        Family.of("attention, one product split", AttentionFamilies::split, 5, 2),
        Family.of("attention, keys and values for all heads", AttentionFamilies::multiQuery, 5, 2),
        Family.of("attention between layer normalisations", AttentionFamilies::normalised, 2, 4),
        Family.of("gated units behind a root of squares", AttentionFamilies::gatedUnits, 5, 4),
        Family.of("shuffled channels", AttentionFamilies::shuffled, 4, 3));
  }

  private static String embedded(Sketch s) {
    return s.node("MatMul", "embed", List.of("x", s.weights("w_embed", 5, 5)));
  }

  private static String part(Sketch s, String name, String x, long[] perm) {
    String flat = s.node("MatMul", name, List.of(x, s.weights("w_" + name, 5, 6)));
    return heads(
        s, name, s.node("Add", name + "_b", List.of(flat, s.weights("b_" + name, 6))), perm);
  }

  private static String heads(Sketch s, String name, String flat, long[] perm) {
    String shape = s.sizes("shape_" + name, 0, -1, 2, 3);
    String rows = s.node("Reshape", name + "_rows", List.of(flat, shape));
    return s.node("Transpose", name + "_heads", rows, "perm", perm);
  }

  private static String mixed(Sketch s, String q, String k, String v) {
    String scores = s.node("MatMul", "scores", List.of(q, k));
    String scaled = s.node("Div", "scaled", List.of(scores, s.number32("root", 1.7f)));
    String soft = s.node("Softmax", "soft", scaled, "axis", -1);
    String context = s.node("MatMul", "context", List.of(soft, v));
    String back = s.node("Transpose", "turned", context, "perm", BY_HEAD);
    String flat = s.node("Reshape", "flat", List.of(back, s.sizes("shape_flat", 0, -1, 6)));
    return s.node("MatMul", "out", List.of(flat, s.weights("w_out", 6, 5)));
  }

  private static Model ended(Sketch s, String x) {
    return s.ends(s.node("MatMul", "y", List.of(x, s.weights("w_y", 5, 3))), -1, 4, 3);
  }

  /** A residual stream, and a layer within behind the attention. */
  private static Model attention(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String q = part(s, "q", x, BY_HEAD);
    String k = part(s, "k", x, KEYS);
    String sum = s.node("Add", "sum", List.of(x, mixed(s, q, k, part(s, "v", x, BY_HEAD))));
    String inner = s.node("MatMul", "inner", List.of(sum, s.weights("w_inner", 5, 4)));
    String back =
        s.node("MatMul", "back", List.of(s.node("Relu", "a", inner), s.weights("w_b", 4, 5)));
    return ended(s, s.node("Add", "sum2", List.of(sum, back)));
  }

  private static Model valuesFirst(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String v = part(s, "v", x, BY_HEAD);
    String q = part(s, "q", x, BY_HEAD);
    return ended(s, s.node("Add", "sum", List.of(x, mixed(s, q, part(s, "k", x, KEYS), v))));
  }

  /** (batch, tokens, 3 x 2 x 3) -> (3, batch, heads, tokens, 3), of which each takes one. */
  private static Model fused(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String all = s.node("MatMul", "qkv", List.of(x, s.weights("w_qkv", 5, 18)));
    String rows = s.node("Reshape", "rows", List.of(all, s.sizes("shape_rows", 0, 4, 3, 2, 3)));
    String turned = s.node("Transpose", "parts", rows, "perm", new long[] {2, 0, 3, 1, 4});
    String q = s.node("Gather", "q", List.of(turned, s.number("shape_q", 0)));
    String k = s.node("Gather", "k", List.of(turned, s.number("shape_k", 1)));
    String v = s.node("Gather", "v", List.of(turned, s.number("shape_v", 2)));
    String keys = s.node("Transpose", "keys", k, "perm", new long[] {0, 1, 3, 2});
    return ended(s, s.node("Add", "sum", List.of(x, mixed(s, q, keys, v))));
  }

  private static Model split(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String all = s.node("MatMul", "qkv", List.of(x, s.weights("w_qkv", 5, 18)));
    s.parts("Split", "split", List.of(all), List.of("q", "k", "v"), "axis", 2);
    String q = heads(s, "q", "q", BY_HEAD);
    String k = heads(s, "k", "k", KEYS);
    return ended(s, s.node("Add", "sum", List.of(x, mixed(s, q, k, heads(s, "v", "v", BY_HEAD)))));
  }

  /** Two heads of queries share one of keys and one of values, whose features stay. */
  private static Model multiQuery(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String q = part(s, "q", x, BY_HEAD);
    String k = s.node("MatMul", "k", List.of(x, s.weights("w_k", 5, 3)));
    String v = s.node("MatMul", "v", List.of(x, s.weights("w_v", 5, 3)));
    String turned = s.node("Transpose", "k_turned", k, "perm", new long[] {0, 2, 1});
    String head = s.sizes("shape_head", 1);
    String keys = s.node("Unsqueeze", "keys", List.of(turned, head));
    String values = s.node("Unsqueeze", "values", List.of(v, head));
    return ended(s, s.node("Add", "sum", List.of(x, mixed(s, q, keys, values))));
  }

  /** The operator needs all of its features; heads and the units within go all the same. */
  private static Model normalised(Random random) {
    Sketch s = new Sketch(17, random, -1, 4, 5);
    String x = normal(s, "first", embedded(s));
    String q = part(s, "q", x, BY_HEAD);
    String k = part(s, "k", x, KEYS);
    String sum = s.node("Add", "sum", List.of(x, mixed(s, q, k, part(s, "v", x, BY_HEAD))));
    String again = normal(s, "second", sum);
    String inner = s.node("MatMul", "inner", List.of(again, s.weights("w_inner", 5, 4)));
    String a = s.node("Tanh", "a", inner);
    String back = s.node("MatMul", "back", List.of(a, s.weights("w_back", 4, 5)));
    return ended(s, normal(s, "third", s.node("Add", "sum2", List.of(again, back))));
  }

  private static String normal(Sketch s, String name, String x) {
    List<String> in = List.of(x, s.weights(name + "_scale", 5), s.weights(name + "_shift", 5));
    return s.node("LayerNormalization", name, in, "epsilon", 0.01);
  }

  /** x / sqrt(mean x^2 + e), then (a sigmoid(a)) b, as decoders have it; the stream can go too. */
  private static Model gatedUnits(Random random) {
    Sketch s = new Sketch(random, -1, 4, 5);
    String x = embedded(s);
    String squares = s.node("Mul", "squares", List.of(x, x));
    String mean = s.node("ReduceMean", "mean", squares, "axes", new long[] {-1});
    String more = s.node("Add", "more", List.of(mean, s.number32("epsilon", 0.01f)));
    String normal = s.node("Div", "normal", List.of(x, s.node("Sqrt", "root", more)));
    String scaled = s.node("Mul", "scaled", List.of(normal, s.weights("scale", 5)));
    String a = s.node("MatMul", "a", List.of(scaled, s.weights("w_a", 5, 4)));
    String b = s.node("MatMul", "b", List.of(scaled, s.weights("w_b", 5, 4)));
    String swish = s.node("Mul", "swish", List.of(a, s.node("Sigmoid", "gate", a)));
    String units = s.node("Mul", "units", List.of(swish, b));
    String back = s.node("MatMul", "back", List.of(units, s.weights("w_back", 4, 5)));
    return ended(s, s.node("Add", "sum", List.of(x, back)));
  }

  /** Of two groups of four channels, a channel from each goes. */
  private static Model shuffled(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 8, 3));
    String groups = s.node("Reshape", "g", List.of(a, s.sizes("shape_g", -1, 2, 4, 3, 3)));
    String turned = s.node("Transpose", "t", groups, "perm", new long[] {0, 2, 1, 3, 4});
    String back = s.node("Reshape", "back", List.of(turned, s.sizes("shape_b", -1, 8, 3, 3)));
    String c = s.node("Tanh", "c", s.conv("second", back, 8, 3, 1));
    return s.ends(s.gemm("last", s.node("Flatten", "f", c), 27, 3), -1, 3);
  }
}
