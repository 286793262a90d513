package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a network saves when some of its neurons go. */
final class Savings {
  private final Anatomy anatomy;
  private final Per per;
  private final @Nullable LatencyTable latency;
  private final Map<String, Boolean> even = new HashMap<>();

  Savings(Anatomy anatomy, Allowed allowed) {
    this.anatomy = anatomy;
    this.per = allowed.budget().per();
    this.latency = allowed.latency();
  }

  /** Whether every neuron saves the same, so that scores alone decide. */
  boolean areEqual() {
    return per == Per.NEURON;
  }

  /** Whether all neurons of a layer save the same, whatever else is gone. */
  boolean areEqualIn(Layer layer) {
    return areEqual() || even.computeIfAbsent(layer.name(), name -> anatomy.costs().isEven(layer));
  }

  /** Of a network with these gates, without these neurons. */
  double of(Gates gates, int... neurons) {
    return switch (per) {
      case NEURON -> neurons.length;
      case PARAMETER -> saved(gates, neurons, anatomy.costs()::parameters);
      case FLOP -> saved(gates, neurons, anatomy.costs()::flops);
      case LATENCY -> time(gates, neurons);
    };
  }

  /** Neurons that go together are of one layer. */
  private double time(Gates gates, int... neurons) {
    Layer layer = anatomy.neurons().get(neurons[0]).layer();
    LatencyTable table = Objects.requireNonNull(latency, "the latency was not measured");
    int width = anatomy.width(layer, gates);
    return table.millis(layer.name(), width) - table.millis(layer.name(), width - neurons.length);
  }

  private static double saved(Gates gates, int[] neurons, ToLongFunction<Gates> cost) {
    Gates without = gates;
    for (int k : neurons) {
      without = without.close(k);
    }
    return (double) (cost.applyAsLong(gates) - cost.applyAsLong(without));
  }
}
