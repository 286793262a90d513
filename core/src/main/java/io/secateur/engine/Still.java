package io.secateur.engine;

import io.secateur.engine.operators.Sequence;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What no gate, and no reader's new weights, change of a network's values: those before the first
 * readers. They are computed once for each chunk and kept, as far as there is room, so that who
 * asks for derivatives, or for what readers take, again and again does not compute them again. What
 * it keeps it owns.
 */
final class Still implements AutoCloseable {
  private final Network network;
  private final List<Integer> moved = new ArrayList<>();
  private final Set<String> names;
  private final Pass before;
  private final Map<Integer, Map<String, Tensor>> kept = new HashMap<>();
  private long room;

  /**
   * @param room bytes that may be kept
   */
  Still(Network network, long room) {
    this.network = network;
    this.room = room;
    Set<String> changing = new HashSet<>();
    Set<String> made = new HashSet<>(); // by nodes that no gate reaches
    Set<String> wanted = new HashSet<>(List.of(network.head().output(), network.head().logits()));
    List<Node> nodes = network.graph().nodes();
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      List<String> takes = NodeModel.takes(node);
      if (isRead(node) || takes.stream().anyMatch(changing::contains)) {
        moved.add(place);
        changing.addAll(node.outputs());
        wanted.addAll(takes);
      } else {
        made.addAll(node.outputs());
      }
    }
    wanted.retainAll(made);
    wanted.remove("");
    this.names = Set.copyOf(wanted);
    this.before = Pass.to(network.program(), wanted);
  }

  private boolean isRead(Node node) {
    for (int slot = 0; slot < node.inputs().size(); slot++) {
      if (!network.sites(node, slot).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs a network, adding what it makes to the values; of what no gate changes, only what others
   * take.
   *
   * @param values the inputs and constants under some gates
   */
  void run(Chunk chunk, Map<String, Tensor> values, Program.InputHook hook) {
    Map<String, Tensor> known = known(chunk, values);
    if (known == null) {
      network.program().run(values, hook);
      return;
    }
    values.putAll(known);
    moved.forEach(place -> network.program().run(place, values, hook));
  }

  /** What it knows of a chunk, if there is room. */
  Set<String> names() {
    return names;
  }

  /**
   * Those of a chunk that others take; null where there is no room to keep them.
   *
   * @param values the inputs and constants under some gates
   */
  @Nullable Map<String, Tensor> known(Chunk chunk, Map<String, Tensor> values) {
    Map<String, Tensor> known = kept.get(chunk.from());
    if (known != null || room <= 0) {
      return known;
    }
    Map<String, Tensor> made = new HashMap<>();
    Scopes.run(
        () -> {
          made.putAll(before.run(values, (node, slot, input) -> input));
          made.values().forEach(value -> Sequence.tensors(value).forEach(Scopes::keep));
        });
    kept.put(chunk.from(), made);
    for (Tensor value : made.values()) {
      room -= Sequence.tensors(value).stream().mapToLong(Tensor::nbytes).sum();
    }
    return made;
  }

  @Override
  public void close() {
    kept.values().stream()
        .flatMap(made -> made.values().stream())
        .forEach(value -> Sequence.tensors(value).forEach(Scopes::release));
    kept.clear();
  }
}
