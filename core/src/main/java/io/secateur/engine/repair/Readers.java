package io.secateur.engine.repair;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Shapes;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the readers of a network whose weights can be fitted anew. */
public final class Readers {
  private final Graph graph;
  private final Shapes shapes;

  private Readers(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  /** Those that have weights of their own, in the graph's order. */
  public static List<Reader> of(Graph graph, Anatomy anatomy, Shapes shapes) {
    Readers readers = new Readers(graph, shapes);
    List<Reader> found = new ArrayList<>();
    for (GateSite site : anatomy.gateSites()) { // an axis is one site, whatever layers lie on it
      if (isSummed(site, graph, shapes) && isOwn(graph, site.node(), 1)) {
        found.add(readers.reader(site));
      }
    }
    return List.copyOf(found);
  }

  /**
   * Whether a site is where a dense layer or a convolution takes its rows, and sums over its axis
   * with constant weights: a convolution in one group over a line or a plane, a Gemm, or a MatMul
   * with a matrix.
   */
  public static boolean isSummed(GateSite site, Graph graph, Shapes shapes) {
    Node node = site.node();
    if (site.slot() != 0 || !node.hasInput(1) || graph.isData(node.input(1))) {
      return false;
    }
    int rank = shapes.of(node.input(0)).length;
    return switch (node.op()) {
      case "Conv" ->
          site.axis() == 1
              && (rank == 3 || rank == 4)
              && node.attributes().integer("group", 1) == 1;
      case "Gemm" -> site.axis() == 1 && node.attributes().integer("transA", 0) == 0;
      case "MatMul" -> site.axis() == rank - 1 && shapes.of(node.input(1)).length == 2;
      default -> false;
    };
  }

  /** Whether weights are stored (outputs, features). */
  public static boolean isOutFirst(Node node) {
    boolean transposed = node.attributes().integer("transB", 0) != 0;
    return node.op().equals("Conv") || (node.op().equals("Gemm") && transposed);
  }

  /** How many outputs a node with such weights makes. */
  public static int outputs(Node node, long... weights) {
    return Math.toIntExact(weights[isOutFirst(node) ? 0 : 1]);
  }

  private Reader reader(GateSite site) {
    Node node = site.node();
    long[] dims = shapes.of(node.input(1));
    int outputs = outputs(node, dims);
    int taps = (int) Tensor.count(Arrays.copyOfRange(dims, 2, dims.length));
    int[] neurons =
        IntStream.range(0, site.neurons().length * taps)
            .map(f -> site.neurons()[f / taps])
            .toArray();
    double alpha = node.op().equals("Gemm") ? node.attributes().real("alpha", 1) : 1;
    double beta = node.op().equals("Gemm") ? node.attributes().real("beta", 1) : 1;
    if (!node.op().equals("MatMul")
        && node.hasInput(2)
        && beta != 0
        && isBias(graph, node, 2, outputs)) {
      return new Reader(
          node, node.input(1), node.input(2), alpha / beta, isOutFirst(node), outputs, neurons);
    }
    return new Reader(
        node,
        node.input(1),
        added(graph, node, outputs),
        alpha,
        isOutFirst(node),
        outputs,
        neurons);
  }

  /** The constant of its own that is added to all that a product gives; null if there is none. */
  public static @Nullable String added(Graph graph, Node node, int outputs) {
    List<Node> takers = graph.readers(node.output());
    boolean last = !node.op().equals("Conv"); // where a bias runs along the last axis
    if (!last
        || takers.size() != 1
        || !takers.get(0).op().equals("Add")
        || graph.isOutput(node.output())) {
      return null;
    }
    Node add = takers.get(0);
    int slot = add.input(0).equals(node.output()) ? 1 : 0;
    return isBias(graph, add, slot, outputs) ? add.input(slot) : null;
  }

  private static boolean isBias(Graph graph, Node node, int slot, int outputs) {
    if (!isOwn(graph, node, slot)) {
      return false;
    }
    long[] dims = Objects.requireNonNull(graph.constants().get(node.input(slot))).dims();
    return dims.length > 0 && dims[dims.length - 1] == outputs && Tensor.count(dims) == outputs;
  }

  /** Whether a node takes a constant in single precision that is taken here and nowhere else. */
  public static boolean isOwn(Graph graph, Node node, int slot) {
    String name = node.input(slot);
    Tensor value = graph.constants().get(name);
    return value != null
        && value.type() == ElementType.FLOAT
        && !graph.isOutput(name)
        && graph.readers(name).equals(List.of(node))
        && IntStream.range(0, node.inputs().size())
            .allMatch(s -> s == slot || !node.inputs().get(s).equals(name))
        && !node.captures().contains(name);
  }
}
