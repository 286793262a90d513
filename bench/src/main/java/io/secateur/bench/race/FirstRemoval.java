package io.secateur.bench.race;

import io.secateur.anatomy.Neuron;
import io.secateur.bench.race.Result.Found;
import io.secateur.engine.Measuring.Oracle;

/**
 * What a search takes to find and remove the first neuron, where all others need not be measured to
 * their end.
 *
 * @param neuron that went
 * @param steady how long it takes
 * @param cheapest whether it is the full ranking's cheapest
 */
public record FirstRemoval(Neuron neuron, Steady steady, boolean cheapest) {
  static FirstRemoval measure(Greedy greedy, Plan plan, Found cheapest) {
    Plan one = new Plan(1, plan.seconds(), plan.whole());
    Neuron[] gone = new Neuron[1];
    Steady steady =
        Steady.of(
            () -> {
              Run run = greedy.run(Oracle.FAST, Greedy.EXACT, one);
              gone[0] = run.removals().get(0).neuron();
              return run.total();
            },
            plan.seconds());
    return new FirstRemoval(gone[0], steady, gone[0].equals(cheapest.neuron()));
  }
}
