package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.engine.errors.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs a network without one neuron after another, from the neuron's readers on; several of a
 * layer's at once, where the samples are few.
 */
final class Restart implements Rerun.Passes {
  /** Rows beyond which a batch gains nothing. */
  static final int MOST_ROWS = 4096;

  private final Network network;
  private final int room;
  private final @Nullable Repairs repairs;
  private final Map<Layer, Downstream> layers = new HashMap<>();

  /**
   * @param room samples that may be run at once; 0 where the model wants its own number
   * @param repairs where each candidate has weights of its own, and so goes by itself
   */
  Restart(Network network, int room, @Nullable Repairs repairs) {
    this.network = network;
    this.room = repairs == null ? Math.min(room, MOST_ROWS) : 0;
    this.repairs = repairs;
  }

  @Override
  public void run(Chunk chunk, Gates gates, int[] candidates, Rerun.Use use) {
    Map<String, Tensor> base = network.run(chunk.inputs(), gates);
    Program.InputHook hook = network.gated(gates);
    Map<Layer, List<Integer>> byLayer = new LinkedHashMap<>();
    for (int i = 0; i < candidates.length; i++) {
      Layer layer = network.anatomy().neurons().get(candidates[i]).layer();
      byLayer.computeIfAbsent(layer, l -> new ArrayList<>()).add(i);
    }
    byLayer.forEach(
        (layer, places) -> {
          Downstream rest = layers.computeIfAbsent(layer, l -> new Downstream(network, l));
          Downstream.Before before = new Downstream.Before(base, gates, hook, chunk.size());
          boolean many = room > chunk.size() && rest.isBatchable(before, places, candidates);
          int count = many ? room / chunk.size() : 1;
          for (int from = 0; from < places.size(); from += count) {
            int[] some =
                places.subList(from, Math.min(places.size(), from + count)).stream()
                    .mapToInt(i -> i)
                    .toArray();
            int[] neurons = IntStream.of(some).map(i -> candidates[i]).toArray();
            Scopes.run(() -> use.accept(some, without(rest, before, neurons)));
          }
        });
  }

  private Prediction without(Downstream rest, Downstream.Before before, int... neurons) {
    return repairs == null
        ? rest.without(before, neurons)
        : rest.without(before, neurons[0], repairs.weightsWithout(before.gates(), neurons[0]));
  }
}
