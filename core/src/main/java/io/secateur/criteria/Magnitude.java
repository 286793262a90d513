package io.secateur.criteria;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Slice;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The L2 norm √Σ w² of a neuron's ingoing weights and bias. Needs no data. */
final class Magnitude implements Criterion {
  private static final Set<String> PRODUCTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  /** What makes weights, or works with them, in ways that are not followed here. */
  private static final Set<String> UNREAD = Set.of("DequantizeLinear", "Einsum");

  /** What a weight may pass through on its way to its product. */
  private static final Set<String> CARRIERS =
      Set.of("Reshape", "Transpose", "Identity", "Cast", "Flatten", "Squeeze", "Unsqueeze");

  @Override
  public double[] scores(Subject subject) {
    Graph graph = subject.objective().network().graph();
    Anatomy anatomy = subject.objective().network().anatomy();
    double[] squares = new double[anatomy.neurons().size()];
    for (Slice slice : anatomy.slices()) {
      Tensor constant = graph.constants().get(slice.operand().value());
      if (constant != null && isIngoing(graph, anatomy, slice) && constant.type().isReal()) {
        addSquares(constant, slice, squares);
      }
    }
    for (int k = 0; k < squares.length; k++) {
      squares[k] = Math.sqrt(squares[k]);
    }
    return subject.pick(squares);
  }

  /** Whether a constant's slice holds weights with which a neuron's inputs are multiplied. */
  private static boolean isIngoing(Graph graph, Anatomy anatomy, Slice slice) {
    Node user = Objects.requireNonNull(slice.operand().user());
    if (UNREAD.contains(user.op())) {
      throw new UnusableException(
          user
              + ": 'magnitude' cannot tell how large the weights are that are made or used here;"
              + " rank by another criterion");
    }
    Node product = product(graph, user);
    boolean outgoing =
        user.index() == product.index() ? isSummed(product, slice) : reads(anatomy, product, slice);
    return isIngoing(graph, product) && !outgoing;
  }

  /** The node that works with a weight, after those that only carry it there. */
  private static Node product(Graph graph, Node user) {
    Node node = user;
    List<Node> next = graph.readers(node.output());
    while (CARRIERS.contains(node.op()) && next.size() == 1) {
      node = next.get(0);
      next = graph.readers(node.output());
    }
    return node;
  }

  /** Whether a node is a product, or the addition of a product's bias. */
  private static boolean isIngoing(Graph graph, Node node) {
    if (node.op().equals("Add")) {
      return node.inputs().stream()
          .map(graph::producer)
          .anyMatch(p -> p != null && PRODUCTS.contains(p.op()));
    }
    return PRODUCTS.contains(node.op());
  }

  /** Whether a product sums over the axis of its weights along which the neurons lie. */
  private static boolean isSummed(Node product, Slice slice) {
    int slot = slice.operand().slot();
    int rank = slice.operand().rank();
    if (slot > 1) {
      return false; // a bias
    }
    return switch (product.op()) {
      case "Conv" -> slice.axis() == 1;
      case "ConvTranspose" -> slice.axis() == 0;
      case "MatMul" -> slice.axis() == (slot == 0 ? rank - 1 : Math.max(rank - 2, 0));
      case "Gemm" -> {
        boolean stored = product.attributes().integer(slot == 0 ? "transA" : "transB", 0) != 0;
        yield slice.axis() == (stored == (slot == 0) ? 0 : 1);
      }
      default -> false;
    };
  }

  /**
   * Whether the node reads the neurons of the slice, so that weights which something brings to it
   * are outgoing ones.
   */
  private static boolean reads(Anatomy anatomy, Node node, Slice slice) {
    for (GateSite site : anatomy.gateSites()) {
      if (site.node().index() == node.index() && first(site.neurons()) == first(slice.neurons())) {
        return true;
      }
    }
    return false;
  }

  private static int first(int[] neurons) {
    for (int n : neurons) {
      if (n >= 0) {
        return n;
      }
    }
    return -1;
  }

  private static void addSquares(Tensor constant, Slice slice, double[] squares) {
    long inner = 1;
    for (int a = slice.axis() + 1; a < constant.rank(); a++) {
      inner *= constant.dims()[a];
    }
    for (int i = 0; i < constant.size(); i++) {
      int neuron = slice.neurons()[(int) (i / inner % slice.neurons().length)];
      if (neuron >= 0) {
        squares[neuron] += constant.at(i) * constant.at(i);
      }
    }
  }
}
