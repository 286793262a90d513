package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.kernels.Activation;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Finds a network's dense tail: walks back from the last pre-activation as long as what it meets is
 * dense.
 */
final class DenseTailFinder {
  private static final Map<String, Activation> ACTIVATIONS =
      Map.of(
          "Relu", Activation.RELU,
          "LeakyRelu", Activation.LEAKY_RELU,
          "Sigmoid", Activation.SIGMOID,
          "Tanh", Activation.TANH);
  private static final Set<String> AFFINE =
      Set.of("Add", "Sub", "Mul", "Div", "BatchNormalization", "Gemm", "MatMul");
  private static final Set<String> CARRYING =
      Set.of("Identity", "Dropout", "Flatten", "Reshape", "Squeeze");

  /** Rows of a unit matrix sent through a linear map at a time. */
  private static final int PROBE_ROWS = 1024;

  private final Network network;
  private final Graph graph;
  private final Gates gates;
  private final Deque<DenseLayer> layers = new ArrayDeque<>();

  /**
   * @param gates whose weights the layers have
   */
  DenseTailFinder(Network network, Gates gates) {
    this.network = network;
    this.gates = gates;
    this.graph = network.graph();
  }

  @Nullable DenseTail find() {
    String boundary = null;
    String value = network.head().logits();
    Activation activation = lastActivation();
    float slope = 0;
    while (true) {
      Deque<Node> segment = new ArrayDeque<>();
      GateSite site = linear(value, segment);
      if (site == null) {
        break;
      }
      String read = site.node().input(site.slot());
      DenseLayer plain = plain(segment, site, activation, slope);
      layers.addFirst(plain == null ? probe(read, value, segment, site, activation, slope) : plain);
      boundary = read;
      Node before = activationBefore(read);
      if (before == null) {
        break;
      }
      activation = ACTIVATIONS.getOrDefault(before.op(), Activation.IDENTITY);
      slope = (float) before.attributes().real("alpha", 0.01);
      value = before.input(0);
    }
    boolean gated =
        layers.stream().flatMapToInt(l -> IntStream.of(l.neurons())).anyMatch(n -> n >= 0);
    return boundary == null || !gated ? null : new DenseTail(boundary, List.copyOf(layers));
  }

  private Activation lastActivation() {
    return network.head().kind() == OutputKind.SIGMOID ? Activation.SIGMOID : Activation.IDENTITY;
  }

  /**
   * The affine nodes that make a value, back to the gated product; null if they are not of that
   * kind.
   */
  private @Nullable GateSite linear(String value, Deque<Node> segment) {
    String made = value;
    while (true) {
      Node node = graph.producer(made);
      String from = node == null ? null : onlyData(node);
      if (node == null || from == null || !(isAffine(node, from) || isFlat(node, from))) {
        return null;
      }
      if (!made.equals(value) && graph.readers(made).size() != 1) {
        return null;
      }
      segment.addFirst(node);
      if (node.op().equals("Gemm") || node.op().equals("MatMul")) {
        return gate(node);
      }
      made = from;
    }
  }

  /** A constant divided by data is not. */
  private static boolean isAffine(Node node, String from) {
    return AFFINE.contains(node.op()) && (!node.op().equals("Div") || node.input(0).equals(from));
  }

  /**
   * Whether a node carries (batch, columns) to the same, so that a matrix of any height may go
   * through.
   */
  private boolean isFlat(Node node, String from) {
    return CARRYING.contains(node.op())
        && !node.op().equals("Reshape")
        && network.shapes().of(from).length == 2
        && network.shapes().of(node.output()).length == 2;
  }

  /** Where a product reads its columns; null if it reads something else. */
  private @Nullable GateSite gate(Node node) {
    long[] read = network.shapes().of(node.input(0));
    boolean upright = node.op().equals("MatMul") || node.attributes().integer("transA", 0) == 0;
    if (read.length != 2 || !upright) {
      return null;
    }
    return network.anatomy().gateSites().stream()
        .filter(s -> s.node().equals(node) && s.slot() == 0 && s.axis() == 1)
        .findFirst()
        .orElseGet(() -> isFed(node.input(0)) ? ungated(node, (int) read[1]) : null);
  }

  /** Whether a value is what the network is given, in single precision. */
  private boolean isFed(String value) {
    return graph.inputs().stream()
        .anyMatch(input -> input.name().equals(value) && input.type() == ElementType.FLOAT);
  }

  private static GateSite ungated(Node node, int columns) {
    int[] none = new int[columns];
    Arrays.fill(none, -1);
    return new GateSite(node, 0, 1, none);
  }

  /** The one input that depends on the data; null if there are none or several. */
  private @Nullable String onlyData(Node node) {
    List<String> found = node.inputs().stream().filter(graph::isData).toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  /** The activation that makes what is read, if nothing else reads it or what it takes. */
  private @Nullable Node activationBefore(String read) {
    String value = read;
    while (graph.readers(value).size() == 1 && !graph.isOutput(value)) {
      Node node = graph.producer(value);
      if (node == null) {
        return null;
      }
      if (ACTIVATIONS.containsKey(node.op())) {
        String before = node.input(0);
        return graph.readers(before).size() == 1 && !graph.isOutput(before) ? node : null;
      }
      if (!isFlat(node, node.input(0))) {
        return null;
      }
      value = node.input(0);
    }
    return null;
  }

  /** The layer where a single product makes it of a constant as it stands; null where not. */
  private @Nullable DenseLayer plain(
      Deque<Node> segment, GateSite site, Activation activation, float slope) {
    Node node = segment.getFirst();
    io.secateur.model.Tensor product = segment.size() == 1 ? constant(node.input(1)) : null;
    boolean gemm = node.op().equals("Gemm");
    boolean scaled =
        gemm && (node.attributes().real("alpha", 1) != 1 || node.attributes().real("beta", 1) != 1);
    boolean biased = gemm && node.inputs().size() > 2 && !node.input(2).isEmpty();
    io.secateur.model.Tensor added = biased ? constant(node.input(2)) : null;
    if (product == null || product.rank() != 2 || scaled || (biased && added == null)) {
      return null;
    }
    boolean turned = gemm && node.attributes().integer("transB", 0) == 1;
    int in = site.neurons().length;
    int out = Math.toIntExact(product.dims()[turned ? 0 : 1]);
    if (product.size() != (long) in * out || (added != null && added.size() != out)) {
      return null;
    }
    float[] weights = floats(product);
    return new DenseLayer(
        site.node(),
        in,
        out,
        site.neurons(),
        turned ? turned(weights, out, in) : weights,
        added == null ? new float[out] : floats(added),
        activation,
        slope);
  }

  /** A constant in single precision; null if it is none. */
  private io.secateur.model.@Nullable Tensor constant(String name) {
    io.secateur.model.Tensor fitted = gates.refitted().get(name);
    io.secateur.model.Tensor value = fitted == null ? graph.constants().get(name) : fitted;
    return value == null || value.type() != ElementType.FLOAT ? null : value;
  }

  private static float[] floats(io.secateur.model.Tensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.size())];
    tensor.bytes().asFloatBuffer().get(numbers);
    return numbers;
  }

  private static float[] turned(float[] rows, int height, int width) {
    float[] turned = new float[rows.length];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        turned[c * height + r] = rows[r * width + c];
      }
    }
    return turned;
  }

  /** A linear map's weights, read off by sending unit vectors through it in double precision. */
  private DenseLayer probe(
      String read,
      String value,
      Deque<Node> segment,
      GateSite site,
      Activation activation,
      float slope) {
    int in = site.neurons().length;
    List<float[]> parts = new ArrayList<>();
    float[][] bias = new float[1][];
    Scopes.run(
        () -> {
          Map<String, Tensor> values = constants();
          Tensor zero = torch.zeros(new long[] {1, in}, Bridge.doubles());
          Tensor offset = through(zero, read, value, segment, values);
          bias[0] = Bridge.floats(offset);
          for (int from = 0; from < in; from += PROBE_ROWS) {
            int rows = Math.min(PROBE_ROWS, in - from);
            Tensor units = torch.zeros(new long[] {rows, in}, Bridge.doubles());
            for (int i = 0; i < rows; i++) {
              units.select(0, i).narrow(0, from + i, 1).fill_(new org.bytedeco.pytorch.Scalar(1.0));
            }
            parts.add(Bridge.floats(through(units, read, value, segment, values).sub(offset)));
          }
        });
    int out = bias[0].length;
    float[] weights = new float[Math.multiplyExact(in, out)];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, weights, at, part.length);
      at += part.length;
    }
    return new DenseLayer(
        site.node(), in, out, site.neurons(), weights, bias[0], activation, slope);
  }

  /** All that does not depend on the data, real numbers in double precision. */
  private Map<String, Tensor> constants() {
    Map<String, Tensor> values = network.program().values(Map.of(), gates);
    Autograd.off(
        () -> {
          for (int p = 0; p < graph.nodes().size(); p++) {
            Node node = graph.nodes().get(p);
            if (node.outputs().stream().noneMatch(graph::isData)) {
              network.program().run(p, values, (n, slot, input) -> input);
            }
          }
          values.replaceAll((k, t) -> t.is_floating_point() ? t.to(ScalarType.Double) : t);
          return values;
        });
    return values;
  }

  private Tensor through(
      Tensor rows, String read, String value, Deque<Node> segment, Map<String, Tensor> constants) {
    Map<String, Tensor> values = new HashMap<>(constants);
    values.put(read, rows);
    return Autograd.off(
        () -> {
          for (Node node : segment) {
            network.program().run(graph.nodes().indexOf(node), values, (n, slot, input) -> input);
          }
          return java.util.Objects.requireNonNull(values.get(value));
        });
  }
}
