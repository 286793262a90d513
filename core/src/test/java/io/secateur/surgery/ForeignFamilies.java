package io.secateur.surgery;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks with nodes that libtorch has no form of: what they touch stays, the rest is pruned. */
final class ForeignFamilies {
  private static final long[] TIME_FIRST = {1, 0, 2};

  private ForeignFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("a recurrent layer of LSTM", r -> recurrent(r, "LSTM", 4), 5, 6),
        Family.of("a recurrent layer of GRU", r -> recurrent(r, "GRU", 3), 5, 6),
        Family.of("a recurrent layer of RNN", r -> recurrent(r, "RNN", 1), 5, 6),
        Family.of("a branch", ForeignFamilies::branch, 6),
        Family.of("a loop that fills a sequence", ForeignFamilies::loop, 6),
        Family.of("a sequence", ForeignFamilies::sequence, 6),
        Family.of("regions", ForeignFamilies::regions, 4, 3),
        Family.of("resized smoothly", ForeignFamilies::smoothly, 4));
  }

  private static Model recurrent(Random random, String op, long gates) {
    Sketch s = new Sketch(random, -1, 3, 4);
    String a = s.node("Tanh", "a", s.node("MatMul", "m", List.of("x", s.weights("w", 4, 5))));
    String turned = s.node("Transpose", "t", a, "perm", TIME_FIRST);
    List<String> in =
        List.of(
            turned,
            s.weights("r_w", 1, gates * 3, 5),
            s.weights("r_r", 1, gates * 3, 3),
            s.weights("r_b", 1, gates * 6));
    s.parts(op, "r", in, List.of("", "state"), "hidden_size", 3);
    String last = s.node("Squeeze", "sq", List.of("state", s.sizes("shape_0", 0)));
    String b = s.node("Relu", "b", s.gemm("second", last, 3, 6));
    return s.ends(s.gemm("last", b, 6, 3), -1, 3);
  }

  /** Another product with the same layer, by the sign of a sum over the input. */
  private static Model branch(Random random) {
    Sketch s = new Sketch(random, 1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 5));
    String all = s.node("ReduceSum", "all", "x", "keepdims", 0);
    String large = s.node("Greater", "large", List.of(all, s.number32("zero", 0)));
    s.weights("w_then", 5, 4);
    s.weights("w_else", 5, 4);
    String y =
        s.node("If", "if", large, "then_branch", way("then", a), "else_branch", way("else", a));
    String b = s.node("Relu", "b", s.gemm("second", y, 4, 6));
    return s.ends(s.gemm("last", b, 6, 3), 1, 3);
  }

  private static ModelBuilder way(String name, String from) {
    return new ModelBuilder(13)
        .node("MatMul", "in_" + name, List.of(from, "w_" + name))
        .output("in_" + name, ElementType.FLOAT, 1, 4);
  }

  /** Three times more of the same, put side by side. */
  private static Model loop(Random random) {
    Sketch s = new Sketch(random, 1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 5));
    String none = s.node("SequenceEmpty", "none", List.of());
    String three = s.number("shape_three", 3);
    s.weights("more", 1, 5);
    ModelBuilder body =
        new ModelBuilder(13)
            .input("i", ElementType.INT64)
            .input("go", ElementType.BOOL)
            .sequence("filled", ElementType.FLOAT)
            .node("Identity", "on", List.of("go"))
            .node("Cast", "real", List.of("i"), "to", 1)
            .node("Mul", "part", List.of("real", "more"))
            .node("Add", "with", List.of("part", a))
            .node("SequenceInsert", "fuller", List.of("filled", "with"))
            .output("on", ElementType.BOOL)
            .sequenceOutput("fuller", ElementType.FLOAT);
    String all = s.node("Loop", "loop", List.of(three, "", none), "body", body);
    String wide = s.node("ConcatFromSequence", "wide", all, "axis", 1);
    String b = s.node("Relu", "b", s.gemm("second", wide, 15, 6));
    return s.ends(s.gemm("last", b, 6, 3), 1, 3);
  }

  private static Model sequence(Random random) {
    Sketch s = new Sketch(random, 1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 5));
    List<String> in = List.of(a, s.sizes("shape_l", 2, 3));
    String parts = s.node("SplitToSequence", "parts", in, "axis", 1);
    String part = s.node("SequenceAt", "part", List.of(parts, s.number("shape_last", -1)));
    String b = s.node("Relu", "b", s.gemm("second", part, 3, 6));
    return s.ends(s.gemm("last", b, 6, 3), 1, 3);
  }

  private static Model regions(Random random) {
    Sketch s = new Sketch(16, random, 1, 2, 6, 6);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    s.constant("boxes", new long[] {2, 4}, 0, 0, 4, 4, 1, 2, 5, 5);
    String which = s.constant("which", Tensor.of(new long[] {2}, 0L, 0L));
    Object[] size = {"output_height", 2, "output_width", 2, "sampling_ratio", 2};
    String roi = s.node("RoiAlign", "roi", List.of(a, "boxes", which), size);
    String b = s.node("Relu", "b", s.conv("second", roi, 4, 3, 1));
    String row = s.node("Reshape", "row", List.of(b, s.sizes("shape_row", 1, -1)));
    return s.ends(s.gemm("last", row, 24, 3), 1, 3);
  }

  private static Model smoothly(Random random) {
    Sketch s = new Sketch(18, random, -1, 2, 6, 6);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    s.constant("scales", new long[] {4}, 1, 1, 0.5f, 0.5f);
    Object[] how = {"mode", "linear", "antialias", 1};
    String small = s.node("Resize", "small", List.of(a, "", "scales"), how);
    return s.ends(s.gemm("last", s.node("Flatten", "f", small), 36, 3), -1, 3);
  }
}
