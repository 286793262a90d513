package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a network saves when some of its neurons go. */
final class Savings {
  private final Anatomy anatomy;
  private final Per per;
  private final Map<String, Boolean> even = new HashMap<>();

  Savings(Anatomy anatomy, Per per) {
    this.anatomy = anatomy;
    this.per = per;
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
    };
  }

  private static double saved(Gates gates, int[] neurons, ToLongFunction<Gates> cost) {
    Gates without = gates;
    for (int k : neurons) {
      without = without.close(k);
    }
    return (double) (cost.applyAsLong(gates) - cost.applyAsLong(without));
  }
}
