package io.secateur.engine;

import io.secateur.model.Graph;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Networks with an operator that resizes, picks by place or contracts, for derivatives. */
final class PlaceNetworks {
  private PlaceNetworks() {}

  private static Arguments of(String name, long opset, long columns, Function<Sketch, String> op) {
    Graph graph = ThroughOperatorsTest.around(opset, columns, op);
    return Arguments.of(name, graph);
  }

  static Stream<Arguments> all() {
    return Stream.of(
        of("nearest", 13, 192, s -> resized(s, "nearest", 2, 1.5f)),
        of("linear", 13, 72, s -> resized(s, "linear", 1.5f, 0.75f)),
        of("cubic", 13, 192, s -> resized(s, "cubic", 2, 1.5f)),
        of("Einsum", 13, 48, PlaceNetworks::contracted),
        of("TopK", 13, 32, PlaceNetworks::largest),
        of("CumSum", 14, 64, s -> s.node("CumSum", "y", List.of("a", s.number("axis", 2)))),
        of("Trilu", 14, 64, s -> s.node("Trilu", "y", "a", "upper", 0)),
        of("LRN", 13, 64, s -> s.node("LRN", "y", "a", "size", 3, "alpha", 0.5)),
        of("LpNormalization", 13, 64, s -> s.node("LpNormalization", "y", "a", "axis", 2)),
        of("GridSample", 16, 24, PlaceNetworks::read));
  }

  static String resized(Sketch s, String mode, float height, float width) {
    s.constant("scales", new long[] {4}, 1, 1, height, width);
    return s.node("Resize", "y", List.of("a", "", "scales"), "mode", mode);
  }

  static String contracted(Sketch s) {
    List<String> in = List.of("a", s.weights("k", 3, 4));
    return s.node("Einsum", "y", in, "equation", "bchw,oc->bohw");
  }

  /** Far apart, so that which are the largest does not change. */
  private static String largest(Sketch s) {
    s.constant("steps", new long[] {1, 1, 4, 1}, 9, 3, 6, 0);
    String apart = s.node("Add", "apart", List.of("a", "steps"));
    List<String> in = List.of(apart, s.sizes("two", 2));
    return s.parts("TopK", "top", in, List.of("y", "places"), "axis", 2).get(0);
  }

  /** For each sample, at the same places. */
  private static String read(Sketch s) {
    String grid = s.weights("grid", 1, 2, 3, 2);
    String count = s.node("Shape", "shape_n", "x", "end", 1);
    List<String> parts = List.of(count, s.sizes("shape_r", 1, 1, 1));
    String times = s.node("Concat", "shape_times", parts, "axis", 0);
    return s.node("GridSample", "y", List.of("a", s.node("Tile", "grids", List.of(grid, times))));
  }

  /** Each pair computes the same with operators whose second derivatives are known otherwise. */
  static Stream<Arguments> pairs() {
    return Stream.of(
        pair("one place", 48, PlaceNetworks::pointwise, PlaceNetworks::contracted),
        pair("half", 16, PlaceNetworks::averaged, s -> resized(s, "linear", 0.5f, 0.5f)),
        pair("twice", 64, s -> s.node("Identity", "y", "a"), PlaceNetworks::there));
  }

  private static Arguments pair(
      String name, long columns, Function<Sketch, String> known, Function<Sketch, String> other) {
    return Arguments.of(
        name,
        ThroughOperatorsTest.around(13, columns, known),
        ThroughOperatorsTest.around(13, columns, other));
  }

  private static String pointwise(Sketch s) {
    String k = s.weights("k", 3, 4);
    String kernel = s.node("Reshape", "kernel", List.of(k, s.sizes("shape_k", 3, 4, 1, 1)));
    return s.node("Conv", "y", List.of("a", kernel));
  }

  private static String averaged(Sketch s) {
    long[] two = {2, 2};
    return s.node("AveragePool", "y", "a", "kernel_shape", two, "strides", two);
  }

  /** Every second pixel of what was made twice as large. */
  private static String there(Sketch s) {
    s.constant("scales", new long[] {4}, 1, 1, 2, 2);
    String up = s.node("Resize", "up", List.of("a", "", "scales"), "mode", "nearest");
    long[] two = {2, 2};
    return s.node("MaxPool", "y", up, "kernel_shape", new long[] {1, 1}, "strides", two);
  }
}
