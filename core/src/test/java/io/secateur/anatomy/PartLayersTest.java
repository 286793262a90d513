package io.secateur.anatomy;

import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.pinned;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sites;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neurons in parts of an axis, and the numbers that say which parts. */
class PartLayersTest {
  private static ModelBuilder sliced(long from, long to, long step) {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 6);
    sizes(graph, "from", from);
    sizes(graph, "to", to);
    sizes(graph, "axis", 1);
    sizes(graph, "step", step);
    return graph.node("Slice", "part", List.of("hidden", "from", "to", "axis", "step"));
  }

  /** Every bound within the axis counts the indices before it; one beyond it stays as it is. */
  @ParameterizedTest
  @CsvSource({
    "2, 5, 'part.1#0 = hidden[1],part.2#0 = hidden[1]', 3, 0 1 2",
    "0, -2, 'part.2#0 = hidden[1]', 4, 0 1 2 3",
    "-3, 9223372036854775807, 'part.1#0 = hidden[1]', 3, 0 1 2",
  })
  void aSlice(long from, long to, String numbers, int width, String neurons) {
    Anatomy anatomy = in(ending(sliced(from, to, 1), "part", width));
    assertThat(prunable(anatomy)).singleElement().asString().endsWith(" unit " + width);
    assertThat(sites(anatomy)).containsExactly("out.0[1]: " + neurons);
    assertThat(sizes(anatomy)).containsExactly(numbers.split(","));
  }

  @ParameterizedTest
  @CsvSource({"0, 6, 2, 3", "-1, -7, -1, 6"})
  void aSliceWithSteps(long from, long to, long step, int width) {
    Anatomy anatomy = in(ending(sliced(from, to, step), "part", width));
    assertThat(prunable(anatomy)).isEmpty();
    assertThat(pinned(anatomy))
        .contains("fc unit 6: node 'part' (Slice): it takes indices of this axis by their number");
  }

  /** A slice over time leaves the features alone, steps or not. */
  @Test
  void aSliceOfAnotherAxis() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "v", 3, 2);
    for (String name : List.of("from", "to", "axis", "step")) {
      sizes(graph, name, List.of("from", "to", "axis", "step").indexOf(name) == 1 ? 9 : 1);
    }
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Slice", "part", List.of("fc", "from", "to", "axis", "step"))
        .node("MatMul", "out", List.of("part", "v"))
        .output("out", ElementType.FLOAT, -1, 3, 2);
    assertThat(prunable(in(graph.build().graph()))).containsExactly("fc unit 3");
  }

  private static ModelBuilder padded(String mode) {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    sizes(graph, "amounts", 0, 2, 0, 1);
    return graph.node("Pad", "pad", List.of("hidden", "amounts"), "mode", mode);
  }

  /** The constants around the three neurons may go too. */
  @Test
  void aPad() {
    Anatomy anatomy = in(ending(padded("constant"), "pad", 6));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3", "pad unit 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 3 4 0 1 2 5");
    assertThat(sizes(anatomy)).containsExactly("pad.1#1 = pad[1]", "pad.1#3 = pad[1]");
  }

  @ParameterizedTest
  @CsvSource({"reflect", "edge"})
  void aPadThatRepeats(String mode) {
    assertThat(pinned(in(ending(padded(mode), "pad", 6))))
        .contains(
            "fc unit 3: node 'pad' (Pad): it repeats or cuts off indices of this axis by their"
                + " number");
  }

  /** It goes on to divide by three, so that it is a reader as a sum is. */
  @Test
  void aMeanOverTheFeatures() {
    Anatomy anatomy = in(ending(reduced("ReduceMean"), "mean", 1));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("mean.0[1]: 0 1 2");
    assertThat(anatomy.averages().get(0).part(anatomy.open().close(1))).isEqualTo(2 / 3.0);
  }

  /** Nothing can come between it and the graph's user. */
  @Test
  void aMeanThatIsTheGraphsOutput() {
    ModelBuilder graph = reduced("ReduceMean").output("mean", ElementType.FLOAT, -1, 1);
    assertThat(pinned(in(ending(graph, "mean", 1))))
        .contains(
            "fc unit 3: node 'mean' (ReduceMean): it takes all indices of this axis together");
  }

  @Test
  void aMaximumOfTheFeatures() {
    assertThat(pinned(in(ending(reduced("ReduceMax"), "mean", 1))))
        .contains("fc unit 3: node 'mean' (ReduceMax): it takes all indices of this axis together");
  }

  private static ModelBuilder reduced(String op) {
    return hidden(graph(-1, 5), 5, 3).node(op, "mean", List.of("hidden"), "axes", new long[] {1});
  }

  /** A zero does not count in a sum, so that the sum is a reader. */
  @Test
  void aSumOverTheFeatures() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    sizes(graph, "axes", 1);
    graph.node("ReduceSum", "sum", List.of("hidden", "axes"));
    Anatomy anatomy = in(ending(graph, "sum", 1));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("sum.0[1]: 0 1 2");
  }

  /** The features are divided by how many there are, which goes on to be what it was. */
  @Test
  void aSizeThatIsComputedWith() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph
        .constant("one", Tensor.of(new long[0], 1L))
        .node("Shape", "shape", List.of("hidden"))
        .node("Gather", "width", List.of("shape", "one"))
        .node("Cast", "real", List.of("width"), "to", 1)
        .node("Div", "divided", List.of("hidden", "real"));
    Anatomy anatomy = in(ending(graph, "divided", 3));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(Found.scalings(anatomy)).containsExactly("shape.-1#1: 0 1 2");
  }

  /** Only the batch is computed with. */
  @Test
  void aSizeOfAnotherAxisThatIsComputedWith() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph
        .constant("zero", Tensor.of(new long[0], 0L))
        .node("Shape", "shape", List.of("hidden"))
        .node("Gather", "batch", List.of("shape", "zero"))
        .node("Cast", "real", List.of("batch"), "to", 1)
        .node("Div", "divided", List.of("hidden", "real"));
    assertThat(prunable(in(ending(graph, "divided", 3)))).containsExactly("fc unit 3");
  }

  /** The number that a reshape takes is compared with something, too. */
  @Test
  void aNumberThatAnotherNodeTakesOtherwise() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    sizes(graph, "any", -1);
    sizes(graph, "width", 3);
    sizes(graph, "three", 3, 3);
    graph
        .node("Concat", "to", List.of("any", "width"), "axis", 0)
        .node("Reshape", "same", List.of("hidden", "to"))
        .node("Equal", "equal", List.of("to", "three"))
        .node("Cast", "real", List.of("equal"), "to", 1)
        .node("ReduceMax", "most", List.of("real"))
        .node("Mul", "times", List.of("same", "most"));
    assertThat(pinned(in(ending(graph, "times", 3))))
        .contains("fc unit 3: node 'equal' (Equal): it computes with the size of this axis");
  }

  @Test
  void aSizeThatIsTheGraphsOutput() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph.node("Shape", "shape", List.of("hidden")).output("shape", ElementType.INT64, 2);
    assertThat(pinned(in(ending(graph, "hidden", 3))))
        .contains("fc unit 3: it is the graph's output 'shape'");
  }

  /** y = a Reshape to (batch, 4 x 3) by a product of sizes, which is scaled. */
  @Test
  void aSizeThatIsAProduct() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 3);
    sizes(graph, "any", -1);
    sizes(graph, "four", 4);
    sizes(graph, "three", 3);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Mul", "columns", List.of("four", "three"))
        .node("Concat", "to", List.of("any", "columns"), "axis", 0)
        .node("Reshape", "flat", List.of("fc", "to"));
    Anatomy anatomy = in(ending(graph, "flat", 12));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(Found.scalings(anatomy)).containsExactly("flat.1#1: 0 1 2 0 1 2 0 1 2 0 1 2");
  }

  /** A slice from a measured size to one that is not followed. */
  @Test
  void aSizeThatIsOneOfSeveralNumbers() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "w", 5, 8);
    weights(graph, "u", 3, 2);
    sizes(graph, "one", 1);
    sizes(graph, "two", 2);
    sizes(graph, "five", 5, 4);
    graph
        .node("MatMul", "wide", List.of("x", "w"))
        .node("Shape", "shape", List.of("hidden"))
        .node("Slice", "from", List.of("shape", "one", "two"))
        .node("ReduceMax", "most", List.of("five"))
        .node("Slice", "part", List.of("wide", "from", "most", "one"))
        .node("MatMul", "y1", List.of("hidden", "u"))
        .node("Add", "y", List.of("y1", "part"));
    Anatomy anatomy = in(ending(graph, "y", 2));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(Found.scalings(anatomy)).containsExactly("shape.-1#1: 0 1 2");
    assertThat(pinned(anatomy))
        .contains(
            "wide unit 8: node 'part' (Slice): its bounds are computed in a way that is not"
                + " understood");
  }

  /** Which size is taken depends on something that is not followed. */
  @Test
  void aSizeThatIsPickedInAWayThatIsNotFollowed() {
    ModelBuilder graph = hidden(graph(-1, 6), 6, 3);
    sizes(graph, "numbers", 1, 0);
    sizes(graph, "any", -1);
    graph
        .node("ReduceMax", "most", List.of("numbers"))
        .node("Shape", "shape", List.of("hidden"))
        .node("Gather", "width", List.of("shape", "most"))
        .node("Concat", "to", List.of("any", "width"), "axis", 0)
        .node("Reshape", "same", List.of("x", "to"));
    weights(graph, "u", 3, 2);
    graph.node("MatMul", "y", List.of("hidden", "u")).output("same", ElementType.FLOAT, -1, 3);
    Anatomy anatomy = in(ending(graph, "y", 2));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3", "y unit 2");
    assertThat(Found.scalings(anatomy)).containsExactly("shape.-1#1: 0 1 2");
  }

  /** A table of words makes features; its rows stay. */
  @Test
  void anEmbedding() {
    ModelBuilder graph = new ModelBuilder(13).input("x", ElementType.INT64, -1, 1);
    weights(graph, "table", 7, 3);
    graph.node("Gather", "words", List.of("table", "x")).node("Flatten", "flat", List.of("words"));
    Anatomy anatomy = in(ending(graph, "flat", 3));
    assertThat(prunable(anatomy)).containsExactly("words unit 3");
    assertThat(Found.constants(anatomy))
        .containsExactlyInAnyOrder("table[1]: 0 1 2", "out.w[0]: 0 1 2");
  }
}
