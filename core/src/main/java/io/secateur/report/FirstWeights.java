package io.secateur.report;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Chain;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Slice;
import io.secateur.engine.Network;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import io.secateur.report.page.Portrait.Looks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What neurons look at, as pictures: the ingoing weights of those that read the network's input,
 * laid out as the input is. A dense neuron has a picture of the whole image, a channel one of its
 * kernel.
 */
public final class FirstWeights {
  /** What may stand before the first layer without moving a pixel. */
  private static final Set<String> KEEPS_PLACES =
      Set.of("Flatten", "Reshape", "Identity", "Cast", "Sub", "Add", "Div", "Mul");

  /** Smaller ones are no pictures. */
  private static final int LEAST_SIDE = 3;

  private final Network network;
  private final Graph graph;
  private final Map<String, Node> makers = new HashMap<>();

  private FirstWeights(Network network) {
    this.network = network;
    this.graph = network.graph();
    for (Node node : graph.nodes()) {
      node.outputs().forEach(output -> makers.put(output, node));
    }
  }

  /** The pictures by the neurons' numbers; empty where the input is no picture. */
  public static Map<Integer, Looks> of(Network network) {
    return new FirstWeights(network).all();
  }

  private Map<Integer, Looks> all() {
    Map<Integer, Looks> looks = new HashMap<>();
    Anatomy anatomy = network.anatomy();
    for (Layer layer : anatomy.layers()) {
      for (Chain.Stop writer : anatomy.chain(layer).writers()) {
        int[] layout = layer.isPrunable() ? layout(writer.node()) : null;
        Slice slice = layout == null ? null : weights(writer.node());
        if (layout != null && slice != null) {
          add(looks, slice, layout);
        }
      }
    }
    return looks;
  }

  /** The neurons' axis of what a node multiplies its input with. */
  private @Nullable Slice weights(Node node) {
    for (Slice slice : network.anatomy().slices()) {
      Operand operand = slice.operand();
      if (operand.isConstant()
          && operand.slot() == 1
          && node.equals(operand.user())
          && graph.constants().containsKey(operand.value())
          && Arrays.stream(slice.neurons()).anyMatch(k -> k >= 0)) {
        return slice;
      }
    }
    return null;
  }

  /**
   * Channels, height, width, and 1 where channels come last, of what a node reads; null for none.
   */
  private int @Nullable [] layout(Node node) {
    String source = source(node.input(0));
    if (source == null || graph.inputs().stream().noneMatch(i -> i.name().equals(source))) {
      return null;
    }
    long[] dims = network.shapes().of(source);
    if (node.op().equals("Conv")) {
      Tensor kernel = graph.constants().get(node.input(1));
      return kernel == null || kernel.rank() != 4 ? null : layout(kernel.dims());
    }
    boolean isDense = node.op().equals("Gemm") || node.op().equals("MatMul");
    return isDense ? layout(dims) : null;
  }

  private @Nullable String source(String value) {
    String at = value;
    for (Node maker = makers.get(at); maker != null; maker = makers.get(at)) {
      if (!KEEPS_PLACES.contains(maker.op())) {
        return null;
      }
      at = maker.input(0);
    }
    return at;
  }

  /** Of a shape whose first axis is not part of a picture. */
  private static int @Nullable [] layout(long... dims) {
    int[] layout = null;
    if (dims.length == 4 && isColours(dims[1])) {
      layout = new int[] {(int) dims[1], (int) dims[2], (int) dims[3], 0};
    } else if (dims.length == 4 && isColours(dims[3])) {
      layout = new int[] {(int) dims[3], (int) dims[1], (int) dims[2], 1};
    } else if (dims.length == 3) {
      layout = new int[] {1, (int) dims[1], (int) dims[2], 0};
    } else if (dims.length == 2) {
      for (int colours : new int[] {1, 3}) {
        int side = (int) Math.round(Math.sqrt((double) dims[1] / colours));
        layout =
            (long) colours * side * side == dims[1] ? new int[] {colours, side, side, 0} : layout;
      }
    }
    return layout == null || Math.min(layout[1], layout[2]) < LEAST_SIDE ? null : layout;
  }

  private static boolean isColours(long channels) {
    return channels == 1 || channels == 3;
  }

  private void add(Map<Integer, Looks> looks, Slice slice, int[] layout) {
    Tensor tensor = graph.constants().get(slice.operand().value());
    if (tensor == null) {
      return;
    }
    int count = layout[0] * layout[1] * layout[2];
    int neurons = slice.neurons().length;
    if (tensor.size() != (long) count * neurons || slice.axis() > 1) {
      return;
    }
    for (int j = 0; j < neurons; j++) {
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        weights[place(i, layout)] = tensor.at(slice.axis() == 0 ? j * count + i : i * neurons + j);
      }
      if (slice.neurons()[j] >= 0) {
        looks.putIfAbsent(slice.neurons()[j], new Looks(layout[1], layout[2], layout[0], weights));
      }
    }
  }

  /** Channels first, wherever they were. */
  private static int place(int i, int... layout) {
    int pixels = layout[1] * layout[2];
    return layout[3] == 0 ? i : i % layout[0] * pixels + Math.floorDiv(i, layout[0]);
  }
}
