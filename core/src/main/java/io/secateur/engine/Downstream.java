package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.operators.Step;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** What follows from a layer's neurons, and how it is run without some of them. */
final class Downstream {
  /** Two candidates' rows may differ by this, relative to the largest, from each by itself. */
  private static final double TOLERANCE = 1e-4;

  /**
   * A forward pass with all of the layer's neurons that are left.
   *
   * @param values all of it
   * @param gates under which it was run
   * @param hook applies them
   * @param samples how many it was given
   */
  record Before(Map<String, Tensor> values, Gates gates, Program.InputHook hook, int samples) {}

  private final Network network;
  private final Map<Node, List<GateSite>> readers = new HashMap<>();
  private final List<Integer> places;
  private @Nullable Boolean batchable;

  Downstream(Network network, Layer layer) {
    this.network = network;
    for (GateSite site : network.anatomy().gateSites()) {
      if (IntStream.of(site.neurons()).anyMatch(n -> isIn(layer, n))) {
        readers.computeIfAbsent(site.node(), n -> new ArrayList<>()).add(site);
      }
    }
    this.places = network.downstream(readers.keySet());
  }

  private static boolean isIn(Layer layer, int neuron) {
    return neuron >= layer.firstNeuron() && neuron < layer.firstNeuron() + layer.width();
  }

  /**
   * Whether several candidates can go through side by side, as more samples. It is tried on the
   * first two: a graph may do with its first axis what it likes.
   */
  boolean isBatchable(Before before, List<Integer> some, int[] candidates) {
    return some.size() > 1
        && isBatchable(before, new int[] {candidates[some.get(0)], candidates[some.get(1)]}, 0, 0);
  }

  /** The same, tried on two neurons' gates at two values. */
  boolean isBatchable(Before before, int[] two, double... values) {
    if (batchable == null) {
      Scopes.run(() -> batchable = agrees(before, two, values));
    }
    return batchable != null && batchable;
  }

  private boolean agrees(Before before, int[] two, double... values) {
    try {
      double[] together = Bridge.doubles(with(before, two, values).logits());
      double largest = 0;
      double difference = 0;
      int each = together.length / 2;
      for (int b = 0; b < 2; b++) {
        double[] alone = Bridge.doubles(with(before, new int[] {two[b]}, values[b]).logits());
        for (int i = 0; i < each; i++) {
          largest = Math.max(largest, Math.abs(alone[i]));
          difference = Math.max(difference, Math.abs(alone[i] - together[b * each + i]));
        }
      }
      return difference <= TOLERANCE * largest;
    } catch (UnusableException e) {
      return false; // something in it insists on a number of samples
    }
  }

  /** The predictions without each of some neurons: (neurons · samples, k). */
  Prediction without(Before before, int[] neurons) {
    return with(before, neurons, new double[neurons.length], Map.of());
  }

  /** The predictions without a neuron, with other weights for its readers: (samples, k). */
  Prediction without(Before before, int neuron, Map<String, io.secateur.model.Tensor> weights) {
    Map<String, Tensor> natives = new HashMap<>();
    weights.forEach((name, tensor) -> natives.put(name, Bridge.toNative(tensor)));
    return with(before, new int[] {neuron}, new double[1], natives);
  }

  /** The predictions with each neuron's gate so many times what it was: (neurons · samples, k). */
  Prediction with(Before before, int[] neurons, double... times) {
    return with(before, neurons, times, Map.of());
  }

  private Prediction with(
      Before before, int[] neurons, double[] times, Map<String, Tensor> weights) {
    Map<String, Tensor> values = new HashMap<>(before.values());
    values.putAll(weights);
    Set<String> changed = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (int place : places) {
      Node node = network.graph().nodes().get(place);
      boolean first =
          node.inputs().stream().noneMatch(in -> changed.contains(in) || weights.containsKey(in));
      if (!first || !subtracted(place, before, neurons, times, values)) {
        if (neurons.length > 1) {
          node.inputs().stream()
              .filter(in -> !changed.contains(in) && repeated.add(in) && isRows(in, before))
              .forEach(in -> values.put(in, repeat(before, in, neurons.length)));
        }
        network.program().run(place, values, hook(before, neurons, times));
      }
      changed.addAll(node.outputs());
    }
    return network.prediction(values, before.samples() * neurons.length);
  }

  /** Whether a value has a row for every sample, and is not a shape or the like. */
  private boolean isRows(String name, Before before) {
    Tensor value = before.values().get(name);
    return value != null
        && network.graph().isData(name)
        && value.dim() > 0
        && value.size(0) == before.samples()
        && value.is_floating_point();
  }

  private static Tensor repeat(Before before, String name, int times) {
    Tensor value = Objects.requireNonNull(before.values().get(name));
    long[] repeats = new long[(int) value.dim()];
    Arrays.fill(repeats, 1);
    repeats[0] = times;
    return value.repeat(repeats);
  }

  /** The gates as they were, and in each part of the rows one neuron's changed besides. */
  private Program.InputHook hook(Before before, int[] neurons, double... times) {
    return (node, slot, input) -> {
      Tensor gated = before.hook().at(node, slot, input);
      for (GateSite site : readers.getOrDefault(node, List.of())) {
        if (site.slot() == slot) {
          gated = changed(gated, site, neurons, times);
        }
      }
      return gated;
    };
  }

  private static Tensor changed(Tensor input, GateSite site, int[] neurons, double... times) {
    int parts = neurons.length;
    int along = site.neurons().length;
    float[] factor = new float[parts * along];
    for (int b = 0; b < parts; b++) {
      for (int i = 0; i < along; i++) {
        factor[b * along + i] = site.neurons()[i] == neurons[b] ? (float) times[b] : 1;
      }
    }
    long[] whole = input.shape();
    long[] split = new long[whole.length + 1];
    long[] shape = new long[whole.length + 1];
    Arrays.fill(shape, 1);
    split[0] = parts;
    split[1] = whole[0] / parts;
    System.arraycopy(whole, 1, split, 2, whole.length - 1);
    shape[0] = parts;
    shape[site.axis() + 1] = along;
    Tensor gates = Tensor.create(factor, shape).to(input.scalar_type());
    return torch.reshape(torch.reshape(input, split).mul(gates), whole);
  }

  /**
   * Where the neurons are channels that nothing but a convolution's input has, its output changes
   * by what these channels contribute: z − conv(a_k, w_k).
   */
  private boolean subtracted(
      int place, Before before, int[] neurons, double[] times, Map<String, Tensor> values) {
    Node node = network.graph().nodes().get(place);
    List<GateSite> sites = readers.getOrDefault(node, List.of());
    if (!node.op().equals("Conv")
        || node.attributes().integer("group", 1) != 1
        || sites.size() != 1
        || sites.get(0).slot() != 0
        || sites.get(0).axis() != 1
        || network.graph().isData(node.input(1))) {
      return false;
    }
    GateSite site = sites.get(0);
    Tensor base = Objects.requireNonNull(before.values().get(node.output()));
    Tensor input = Objects.requireNonNull(before.values().get(node.input(0)));
    Tensor weights = Objects.requireNonNull(before.values().get(node.input(1)));
    Tensor[] parts = new Tensor[neurons.length];
    for (int b = 0; b < parts.length; b++) {
      int neuron = neurons[b];
      long[] channels =
          IntStream.range(0, site.neurons().length)
              .filter(c -> site.neurons()[c] == neuron)
              .mapToLong(c -> c)
              .toArray();
      Tensor index = Tensor.create(channels);
      Tensor gone =
          contribution(place, input.index_select(1, index), weights.index_select(1, index));
      double less = before.gates().alpha(neuron) * (1 - times[b]);
      parts[b] = base.sub(gone, new Scalar(less));
    }
    values.put(node.output(), parts.length == 1 ? parts[0] : torch.cat(new TensorVector(parts), 0));
    return true;
  }

  private Tensor contribution(int place, Tensor input, Tensor weights) {
    Node node = network.graph().nodes().get(place);
    Step step =
        new Step(
            node, network.graph().opset(), new Tensor[] {input, weights}, new boolean[2], false);
    return network.program().operator(place).run(step)[0];
  }
}
