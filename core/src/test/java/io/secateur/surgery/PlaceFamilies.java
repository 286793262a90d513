package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks that resize, read between pixels, pick by number, or contract by letters. */
final class PlaceFamilies {
  private PlaceFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("resized by scales", r -> resized(r, 13), 4, 3),
        Family.of("resized by the oldest scales", r -> resized(r, 10), 4, 3),
        Family.of("upsampled", r -> resized(r, 9), 4, 3),
        Family.of("upsampled by an attribute", r -> resized(r, 7), 4, 3),
        Family.of("resized to sizes", PlaceFamilies::toSizes, 4, 5),
        Family.of("resized to written sizes", PlaceFamilies::toWrittenSizes, 4, 5),
        Family.of("contracted by letters", PlaceFamilies::letters, 6, 5),
        Family.of("a response of neighbours", PlaceFamilies::neighbours, 4, 3),
        Family.of("sorted over time", PlaceFamilies::time, 6, 4),
        Family.of("picked over time", PlaceFamilies::picked, 6),
        Family.of("a grid of places", PlaceFamilies::grid, 4, 3),
        Family.of("pixels from channels", r -> pixels(r, "DCR"), 3, 4),
        Family.of("pixels from neighbouring channels", r -> pixels(r, "CRD"), 3, 4),
        Family.of("channels from pixels", PlaceFamilies::channels, 3, 4),
        Family.of("the triangle of scores", PlaceFamilies::triangle, 4, 3));
  }

  private static Model resized(Random random, long opset) {
    Sketch s = new Sketch(opset, random, -1, 2, 3, 3);
    String a = s.node("Sigmoid", "a", s.conv("first", "x", 2, 4, 3));
    float[] scales = {1, 1, 2, 2};
    String up;
    if (opset == 7) {
      up = s.node("Upsample", "up", a, "scales", scales, "mode", "linear");
    } else {
      s.constant("scales", new long[] {4}, scales);
      List<String> in = opset > 10 ? List.of(a, "", "scales") : List.of(a, "scales");
      up = s.node(opset < 10 ? "Upsample" : "Resize", "up", in, "mode", "linear");
    }
    String b = s.node("Relu", "b", s.conv("second", up, 4, 3, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 108, 3), -1, 3);
  }

  /** As exporters write it: batch and channels from a shape, space from a constant. */
  private static Model toSizes(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Sigmoid", "a", s.conv("first", "x", 2, 4, 3));
    String shape = s.node("Shape", "shape", a);
    List<String> bounds =
        List.of(shape, s.sizes("shape0", 0), s.sizes("shape2", 2), s.sizes("shape_axis", 0));
    String outer = s.node("Slice", "shape_outer", bounds);
    List<String> parts = List.of(outer, s.sizes("shape_space", 5, 4));
    String sizes = s.node("Concat", "shape_all", parts, "axis", 0);
    String up = s.node("Resize", "up", List.of(a, "", "", sizes), "mode", "cubic");
    String b = s.node("Tanh", "b", s.conv("second", up, 4, 5, 1));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 100, 3), -1, 3);
  }

  private static Model toWrittenSizes(Random random) {
    Sketch s = new Sketch(random, 1, 2, 3, 3);
    String a = s.node("Sigmoid", "a", s.conv("first", "x", 2, 4, 3));
    String sizes = s.sizes("shape_all", 1, 4, 5, 4);
    String up = s.node("Resize", "up", List.of(a, "", "", sizes), "mode", "nearest");
    String b = s.node("Tanh", "b", s.conv("second", up, 4, 5, 1));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 100, 3), 1, 3);
  }

  private static Model letters(Random random) {
    Sketch s = new Sketch(random, -1, 4, 3);
    List<String> first = List.of("x", s.weights("w1", 3, 6));
    String a = s.node("Tanh", "a", s.node("Einsum", "e1", first, "equation", "bti,io->bto"));
    List<String> second = List.of(s.weights("w2", 5, 6), a);
    String b = s.node("Tanh", "b", s.node("Einsum", "e2", second, "equation", "oi, bti -> bot"));
    String met = s.node("Einsum", "met", List.of(b, b), "equation", "bot,bos->bts");
    return s.ends(s.gemm("last", s.node("Flatten", "f", met), 16, 3), -1, 3);
  }

  private static Model neighbours(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    String b = s.node("Relu", "b", s.conv("second", a, 4, 6, 3));
    String norm = s.node("LRN", "n", b, "size", 3, "alpha", 0.5);
    String c = s.node("Relu", "c", s.conv("third", norm, 6, 3, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", c), 27, 3), -1, 3);
  }

  private static Model time(Random random) {
    Sketch s = new Sketch(random, -1, 4, 3);
    String a = s.node("Tanh", "a", s.node("MatMul", "m", List.of("x", s.weights("w", 3, 6))));
    String sums = s.node("CumSum", "c", List.of(a, s.number("shape_time", 1)));
    String unit = s.node("LpNormalization", "u", sums, "axis", 1);
    List<String> k = List.of(unit, s.sizes("shape_k", 2));
    s.parts("TopK", "top", k, List.of("largest", "places"), "axis", 1);
    List<String> in = List.of("largest", s.weights("v", 6, 4));
    String b = s.node("Relu", "b", s.node("MatMul", "m2", in));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 8, 3), -1, 3);
  }

  private static Model picked(Random random) {
    Sketch s = new Sketch(18, random, 1, 4, 3);
    String a = s.node("Tanh", "a", s.node("MatMul", "m", List.of("x", s.weights("w", 3, 6))));
    String places = s.constant("places", places(random, 1, 2, 6));
    String two = s.node("GatherElements", "two", List.of(a, places), "axis", 1);
    List<String> in = List.of(a, s.constant("others", places(random, 1, 2, 6)), two);
    String put = s.node("ScatterElements", "put", in, "axis", 1, "reduction", "add");
    String where = s.constant("where", Tensor.of(new long[] {2, 2}, 0L, 3L, 0L, 1L));
    String rows = s.node("GatherND", "rows", List.of(put, where));
    String back = s.node("ScatterND", "back", List.of(put, where, rows), "reduction", "mul");
    return s.ends(s.gemm("last", s.node("Flatten", "f", back), 24, 3), 1, 3);
  }

  private static Tensor places(Random random, long... dims) {
    long[] places = random.longs(Tensor.count(dims), 0, 4).toArray();
    return Tensor.of(dims, places);
  }

  private static Model grid(Random random) {
    Sketch s = new Sketch(16, random, 1, 2, 4, 4);
    String a = s.node("Sigmoid", "a", s.conv("first", "x", 2, 4, 3));
    String read = s.node("GridSample", "g", List.of(a, s.weights("grid", 1, 3, 5, 2)));
    String b = s.node("Relu", "b", s.conv("second", read, 4, 3, 1));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 45, 3), 1, 3);
  }

  private static Model pixels(Random random, String mode) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Sigmoid", "a", s.norm("n", s.conv("first", "x", 2, 12, 3), 12));
    String wide = s.node("DepthToSpace", "d", a, "blocksize", 2, "mode", mode);
    String b = s.node("Relu", "b", s.conv("second", wide, 3, 4, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 144, 3), -1, 3);
  }

  private static Model channels(Random random) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String a = s.node("Sigmoid", "a", s.conv("first", "x", 2, 3, 3));
    String deep = s.node("SpaceToDepth", "d", a, "blocksize", 2);
    String b = s.node("Relu", "b", s.conv("second", deep, 12, 4, 3));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 16, 3), -1, 3);
  }

  /** What comes later is not looked at. */
  private static Model triangle(Random random) {
    Sketch s = new Sketch(14, random, -1, 4, 3);
    String q = s.node("MatMul", "q", List.of("x", s.weights("wq", 3, 4)));
    String k = s.node("MatMul", "k", List.of("x", s.weights("wk", 3, 4)));
    String v = s.node("MatMul", "v", List.of("x", s.weights("wv", 3, 3)));
    String turned = s.node("Transpose", "t", k, "perm", new long[] {0, 2, 1});
    String scores = s.node("MatMul", "scores", List.of(q, turned));
    String past = s.node("Trilu", "past", scores, "upper", 0);
    String y = s.node("MatMul", "mixed", List.of(past, v));
    return s.ends(s.gemm("last", s.node("Flatten", "f", y), 12, 3), -1, 3);
  }
}
