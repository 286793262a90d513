package io.secateur.engine;

import io.secateur.engine.operators.Autograd;
import io.secateur.engine.operators.Sequence;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A forward pass that wants some values only: it runs no node that these do not need, and frees
 * every other value once its last reader has run. So it needs memory for what is alive at once, not
 * for all that a deep network makes.
 */
final class Pass {
  private final Program program;
  private final Set<String> wanted;
  private final List<Integer> places;

  /** For each place, the values that nobody takes after it. */
  private final List<Set<String>> last = new ArrayList<>();

  private Pass(Program program, Set<String> wanted, List<Integer> places) {
    this.program = program;
    this.wanted = Set.copyOf(wanted);
    this.places = List.copyOf(places);
    Set<String> later = new HashSet<>(wanted);
    for (int i = places.size() - 1; i >= 0; i--) {
      Node node = program.graph().nodes().get(places.get(i));
      Set<String> ending = new HashSet<>(NodeModel.takes(node));
      ending.addAll(node.outputs());
      ending.removeIf(value -> value.isEmpty() || !later.add(value));
      last.add(ending);
    }
    Collections.reverse(last);
  }

  /** All nodes, none of whose values is wanted afterwards. */
  static Pass through(Program program) {
    List<Integer> all = new ArrayList<>();
    for (int place = 0; place < program.graph().nodes().size(); place++) {
      all.add(place);
    }
    return new Pass(program, Set.of(), all);
  }

  /** The nodes that some values need. */
  static Pass to(Program program, Set<String> wanted) {
    return to(program, wanted, Set.of());
  }

  /**
   * The same.
   *
   * @param known values that are given with the inputs and constants
   */
  static Pass to(Program program, Set<String> wanted, Set<String> known) {
    Graph graph = program.graph();
    List<Integer> places = new ArrayList<>();
    Set<String> needed = new HashSet<>(wanted);
    needed.removeAll(known);
    for (int place = graph.nodes().size() - 1; place >= 0; place--) {
      Node node = graph.nodes().get(place);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        places.add(place);
        needed.addAll(NodeModel.takes(node));
        needed.removeAll(known);
      }
    }
    Collections.reverse(places);
    return new Pass(program, wanted, places);
  }

  /** The constants that its nodes take. */
  Set<String> constants() {
    Set<String> taken = new HashSet<>();
    places.forEach(p -> taken.addAll(NodeModel.takes(program.graph().nodes().get(p))));
    taken.retainAll(program.graph().constants().keySet());
    return taken;
  }

  /**
   * The wanted values, in the current scope. Nothing is recorded for derivatives.
   *
   * @param given the inputs and constants, and what else is known; they are not freed
   */
  Map<String, Tensor> run(Map<String, Tensor> given, Program.InputHook hook) {
    return run(given, hook, (name, value) -> {});
  }

  /**
   * The wanted values, in the current scope.
   *
   * @param given the inputs and constants; they are not freed
   * @param made is shown each value as it is made
   */
  Map<String, Tensor> run(
      Map<String, Tensor> given, Program.InputHook hook, BiConsumer<String, Tensor> made) {
    return Autograd.off(() -> values(given, hook, made));
  }

  private Map<String, Tensor> values(
      Map<String, Tensor> given, Program.InputHook hook, BiConsumer<String, Tensor> made) {
    Map<String, Tensor> values = new HashMap<>(given); // inputs stay: they tell how many samples
    Map<String, Tensor> kept = new HashMap<>(); // what was made here and is not yet freed
    try {
      for (int i = 0; i < places.size(); i++) {
        int place = places.get(i);
        Scopes.run(
            () -> {
              program.run(place, values, hook);
              for (String output : program.graph().nodes().get(place).outputs()) {
                Tensor value = output.isEmpty() ? null : values.get(output);
                if (value != null) {
                  Sequence.tensors(value).forEach(Scopes::keep);
                  kept.put(output, value);
                  made.accept(output, value);
                }
              }
            });
        for (String value : last.get(i)) {
          Tensor freed = kept.remove(value);
          if (freed != null) {
            values.remove(value);
            release(freed);
          }
        }
      }
      kept.values().forEach(value -> Sequence.tensors(value).forEach(Scopes::adopt));
      values.keySet().retainAll(wanted);
      return values;
    } finally {
      kept.values().forEach(Pass::release);
    }
  }

  private static void release(Tensor value) {
    Sequence.tensors(value).forEach(Scopes::release);
  }
}
