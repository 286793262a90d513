package io.secateur.criteria;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Slice;
import io.secateur.engine.Network;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The weights with which neurons are made and read, as far as they are constants of products.
 *
 * @param pieces all of them
 */
record Weights(List<Piece> pieces) {
  private static final Set<String> PRODUCTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  /** What makes weights, or works with them, in ways that are not followed here. */
  private static final Set<String> UNREAD = Set.of("DequantizeLinear", "Einsum");

  /** What a weight may pass through on its way to its product. */
  private static final Set<String> CARRIERS =
      Set.of("Reshape", "Transpose", "Identity", "Cast", "Flatten", "Squeeze", "Unsqueeze");

  /**
   * A constant along one axis of which neurons lie.
   *
   * @param product the node that multiplies by it, or adds it to a product as its bias
   * @param outgoing whether the neurons are what it is multiplied with, and not what comes out
   */
  record Piece(Tensor constant, Slice slice, Node product, boolean outgoing) {
    /** Adds to each neuron the sum of a function of its weights. */
    void addTo(double[] sums, DoubleUnaryOperator of) {
      long inner = 1;
      for (int a = slice.axis() + 1; a < constant.rank(); a++) {
        inner *= constant.dims()[a];
      }
      for (int i = 0; i < constant.size(); i++) {
        int neuron = slice.neurons()[(int) (i / inner % slice.neurons().length)];
        if (neuron >= 0) {
          sums[neuron] += of.applyAsDouble(constant.at(i));
        }
      }
    }
  }

  /**
   * Finds them.
   *
   * @param criterion the name of the one that asks, for people
   * @throws UnusableException if some are made or used in a way that is not followed
   */
  static Weights of(Network network, String criterion) {
    Graph graph = network.graph();
    Anatomy anatomy = network.anatomy();
    List<Piece> pieces = new ArrayList<>();
    for (Slice slice : anatomy.slices()) {
      Tensor constant = graph.constants().get(slice.operand().value());
      if (constant == null) {
        continue;
      }
      Node user = Objects.requireNonNull(slice.operand().user());
      if (UNREAD.contains(user.op())) {
        throw new UnusableException(
            user
                + ": '"
                + criterion
                + "' cannot tell how large the weights are that are made or used here; rank by"
                + " another criterion");
      }
      Node product = product(graph, user);
      if (constant.type().isReal() && isOfProduct(graph, product)) {
        boolean own = user.index() == product.index();
        boolean outgoing = own ? isSummed(product, slice) : reads(anatomy, product, slice);
        pieces.add(new Piece(constant, slice, product, outgoing));
      }
    }
    return new Weights(List.copyOf(pieces));
  }

  /** For each neuron, the sum of a function over its ingoing weights and bias. */
  double[] ingoing(int neurons, DoubleUnaryOperator of) {
    double[] sums = new double[neurons];
    pieces.stream().filter(p -> !p.outgoing()).forEach(p -> p.addTo(sums, of));
    return sums;
  }

  /**
   * For each neuron, the sum of a function over the weights with which one reader takes it.
   *
   * @throws UnusableException if the reader has none
   */
  double[] outgoing(int neurons, GateSite site, String criterion, DoubleUnaryOperator of) {
    List<Piece> read =
        pieces.stream()
            .filter(p -> p.outgoing() && p.product().index() == site.node().index())
            .toList();
    if (read.isEmpty()) {
      throw new UnusableException(
          site.node()
              + ": neurons are read here without weights of their own, which '"
              + criterion
              + "' asks for; rank by another criterion");
    }
    double[] sums = new double[neurons];
    read.forEach(p -> p.addTo(sums, of));
    double[] there = new double[neurons]; // the reader may read others in another place
    IntStream.of(site.neurons()).filter(k -> k >= 0).forEach(k -> there[k] = sums[k]);
    return there;
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
  private static boolean isOfProduct(Graph graph, Node node) {
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
}
