package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a network without one neuron after another; what comes before the neuron's readers is run
 * once.
 */
final class Restart implements Rerun.Passes {
  private final Network network;
  private final Map<Layer, List<Integer>> affected = new HashMap<>();

  Restart(Network network) {
    this.network = network;
  }

  @Override
  public void run(Chunk chunk, Gates gates, int[] candidates, Rerun.Use use) {
    Map<String, Tensor> base = network.run(chunk.inputs(), gates);
    for (int i = 0; i < candidates.length; i++) {
      int candidate = i;
      Scopes.run(
          () -> use.accept(candidate, without(candidates[candidate], base, gates, chunk.size())));
    }
  }

  private Prediction without(int neuron, Map<String, Tensor> base, Gates gates, int samples) {
    Layer layer = network.anatomy().neurons().get(neuron).layer();
    Map<String, Tensor> values = new HashMap<>(base);
    Program.InputHook hook = network.gated(gates.close(neuron));
    for (int place : affected.computeIfAbsent(layer, this::affected)) {
      network.program().run(place, values, hook);
    }
    return network.prediction(values, samples);
  }

  /** The places of the nodes whose outputs depend on a gate of the layer, in order. */
  private List<Integer> affected(Layer layer) {
    Set<Node> readers = new HashSet<>();
    for (GateSite site : network.anatomy().gateSites()) {
      for (int n : site.neurons()) {
        if (n >= layer.firstNeuron() && n < layer.firstNeuron() + layer.width()) {
          readers.add(site.node());
        }
      }
    }
    List<Integer> places = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    List<Node> nodes = network.graph().nodes();
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      if (readers.contains(node) || node.inputs().stream().anyMatch(changed::contains)) {
        places.add(place);
        changed.addAll(node.outputs());
      }
    }
    return places;
  }
}
