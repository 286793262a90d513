package io.secateur.report;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Chain;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Slice;
import io.secateur.engine.Network;
import io.secateur.engine.Raster;
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
        Raster layout = layer.isPrunable() ? layout(writer.node()) : null;
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

  /** How what a node reads lies in the input's picture; null for none. */
  private @Nullable Raster layout(Node node) {
    String source = source(node.input(0), node.op().equals("Conv"));
    if (source == null || graph.inputs().stream().noneMatch(i -> i.name().equals(source))) {
      return null;
    }
    if (node.op().equals("Conv")) {
      Tensor kernel = graph.constants().get(node.input(1));
      return kernel == null || kernel.rank() != 4 ? null : InputPicture.layout(kernel.dims());
    }
    boolean isDense = node.op().equals("Gemm") || node.op().equals("MatMul");
    return isDense ? InputPicture.layout(network.shapes().of(source)) : null;
  }

  /** A kernel looks the same wherever the channels of what it reads were. */
  private @Nullable String source(String value, boolean isKernel) {
    String at = value;
    for (Node maker = makers.get(at); maker != null; maker = makers.get(at)) {
      boolean isTurned = isKernel && maker.op().equals("Transpose");
      if (!isTurned && !KEEPS_PLACES.contains(maker.op())) {
        return null;
      }
      at = maker.input(0);
    }
    return at;
  }

  private void add(Map<Integer, Looks> looks, Slice slice, Raster layout) {
    Tensor tensor = graph.constants().get(slice.operand().value());
    if (tensor == null) {
      return;
    }
    int count = layout.size();
    int neurons = slice.neurons().length;
    if (tensor.size() != (long) count * neurons || slice.axis() > 1) {
      return;
    }
    for (int j = 0; j < neurons; j++) {
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        weights[layout.place(i)] = tensor.at(slice.axis() == 0 ? j * count + i : i * neurons + j);
      }
      if (slice.neurons()[j] >= 0) {
        looks.putIfAbsent(
            slice.neurons()[j],
            Looks.of(layout.height(), layout.width(), layout.channels(), weights));
      }
    }
  }
}
