package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks of convolutions in groups, and of transposed ones. */
final class GroupFamilies {
  private GroupFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("depthwise and pointwise", r -> grouped(r, 5, 5, 5), 5, 4),
        Family.of("depthwise with a multiplier", r -> grouped(r, 3, 3, 6), 3, 4),
        Family.of("places in groups", r -> grouped(r, 6, 2, 8), 3, 4, 4),
        Family.of("whole groups", r -> grouped(r, 12, 6, 12), 6, 4),
        Family.of("groups of the input", GroupFamilies::ofInput, 3),
        Family.of("groups over a shortcut", GroupFamilies::shortcut, 4, 3),
        Family.of("transposed convolution", GroupFamilies::transposed, 4, 5));
  }

  private static Model grouped(Random random, int in, int groups, int out) {
    Sketch s = new Sketch(random, -1, 2, 4, 4);
    String a = s.node("Relu", "a", s.norm("n1", s.conv("first", "x", 2, in, 1), in));
    String b = s.node("Sigmoid", "b", s.norm("n2", group(s, "g", a, in, groups, out), out));
    String c = s.node("Relu", "c", s.conv("point", b, out, 4, 1));
    return s.ends(s.gemm("last", s.node("Flatten", "f", c), 64, 3), -1, 3);
  }

  private static String group(Sketch s, String name, String x, int in, int groups, int out) {
    String w = s.weights("w_" + name, out, in / groups, 3, 3);
    String b = s.weights("b_" + name, out);
    long[] pads = {1, 1, 1, 1};
    return s.node("Conv", name, List.of(x, w, b), "pads", pads, "group", groups);
  }

  /** The input stays, but of what is made from it the same place of both groups can go. */
  private static Model ofInput(Random random) {
    Sketch s = new Sketch(random, -1, 4, 3, 3);
    String a = s.node("Sigmoid", "a", group(s, "g", "x", 4, 2, 6));
    return s.ends(s.gemm("last", s.node("Flatten", "f", a), 54, 3), -1, 3);
  }

  /** An inverted residual without its expansion: the stream is read, filtered and added to. */
  private static Model shortcut(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String stream = s.node("Relu", "a", s.conv("stream", "x", 2, 4, 3));
    String b =
        s.node("Clip", "b", List.of(group(s, "g", stream, 4, 4, 4), number(s, 0), number(s, 6)));
    String inner = s.node("Relu", "c", s.conv("inner", b, 4, 3, 1));
    String back = s.conv("back", inner, 3, 4, 1);
    String sum = s.node("Add", "sum", List.of(stream, back));
    return s.ends(s.gemm("last", s.node("Flatten", "f", sum), 36, 3), -1, 3);
  }

  private static String number(Sketch s, int value) {
    return s.number32("bound" + value, value);
  }

  private static Model transposed(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    List<String> in = List.of(a, s.weights("w_up", 4, 5, 3, 3), s.weights("b_up", 5));
    long[] two = {2, 2};
    long[] pads = {1, 0, 1, 1};
    long[] more = {1, 0};
    String up =
        s.node("ConvTranspose", "up", in, "strides", two, "pads", pads, "output_padding", more);
    String b = s.node("Relu", "b", s.norm("n", up, 5));
    return s.ends(s.gemm("last", s.node("Flatten", "f", b), 5 * 36, 3), -1, 3);
  }
}
