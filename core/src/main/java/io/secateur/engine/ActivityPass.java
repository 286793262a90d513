package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Slice;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Reads neurons' outputs off a forward pass, each at the first place where it is read. */
final class ActivityPass {
  /**
   * Neurons of a layer that are read at one place.
   *
   * @param value what is read
   * @param axis along which the neurons lie
   * @param along for each index of the axis, its neuron; −1 for none
   * @param neurons those that are read here first
   */
  private record Spot(String value, int axis, int[] along, int[] neurons) {}

  private final Network network;
  private final List<Spot> spots = new ArrayList<>();
  private final Steepness slopes;

  ActivityPass(Network network) {
    this.network = network;
    this.slopes = new Steepness(network);
    Set<Integer> known = new HashSet<>();
    for (GateSite site : network.anatomy().gateSites()) {
      Map<Layer, List<Integer>> fresh = new LinkedHashMap<>();
      for (int n : site.neurons()) {
        if (n >= 0 && known.add(n)) {
          Layer layer = network.anatomy().neurons().get(n).layer();
          fresh.computeIfAbsent(layer, l -> new ArrayList<>()).add(n);
        }
      }
      String value = site.node().input(site.slot());
      fresh
          .values()
          .forEach(
              some ->
                  spots.add(
                      new Spot(
                          value,
                          site.axis(),
                          site.neurons(),
                          some.stream().mapToInt(n -> n).toArray())));
    }
  }

  /** Gives what the samples of a chunk make of the neurons. */
  void give(Chunk chunk, Gates gates, Activity use) {
    Map<String, Tensor> values = network.run(chunk.inputs(), gates);
    long batch = chunk.inputs().values().iterator().next().size(0);
    for (Spot spot : spots) {
      Scopes.run(
          () -> {
            Tensor read = samples(Objects.requireNonNull(values.get(spot.value())), chunk, batch);
            float[][] outputs = rows(read, spot.axis(), spot.along(), spot.neurons());
            use.take(spot.neurons(), outputs, slopes(spot, values, chunk, batch));
          });
    }
  }

  private float[][] slopes(Spot spot, Map<String, Tensor> values, Chunk chunk, long batch) {
    Node activation = slopes.before(spot.value());
    Slice lies = activation == null ? null : slice(activation.output(), spot.neurons()[0]);
    if (activation == null || lies == null) {
      return new float[0][];
    }
    Tensor steep = samples(slopes.of(activation, values), chunk, batch);
    return rows(steep, lies.axis(), lies.neurons(), spot.neurons());
  }

  /** Where a neuron lies in a value; null if nowhere. */
  private @org.jspecify.annotations.Nullable Slice slice(String value, int neuron) {
    for (Slice slice : network.anatomy().slices()) {
      if (!slice.operand().isConstant()
          && slice.operand().value().equals(value)
          && IntStream.of(slice.neurons()).anyMatch(n -> n == neuron)) {
        return slice;
      }
    }
    return null;
  }

  /** Without the rows that only fill up a chunk; an axis of samples and heads has samples first. */
  private static Tensor samples(Tensor value, Chunk chunk, long batch) {
    boolean filled = batch > chunk.size() && value.dim() > 0 && value.size(0) % batch == 0;
    return filled ? value.narrow(0, 0, value.size(0) / batch * chunk.size()) : value;
  }

  /** The numbers of each neuron (neurons, places). */
  private static float[][] rows(Tensor value, int axis, int[] along, int[] neurons) {
    Tensor flat =
        torch.reshape(value.to(ScalarType.Float).movedim(axis, 0), along.length, -1).contiguous();
    float[] all = Bridge.floats(flat);
    int each = all.length / along.length;
    Map<Integer, Integer> places = new HashMap<>();
    IntStream.range(0, neurons.length).forEach(i -> places.put(neurons[i], i));
    float[][] rows = new float[neurons.length][0];
    for (int a = 0; a < along.length; a++) {
      Integer i = places.get(along[a]);
      if (i != null) {
        int from = rows[i].length;
        rows[i] = Arrays.copyOf(rows[i], from + each);
        System.arraycopy(all, a * each, rows[i], from, each);
      }
    }
    return rows;
  }
}
