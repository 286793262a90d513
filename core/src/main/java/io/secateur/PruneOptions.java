package io.secateur;

import io.secateur.criteria.Criteria;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.engine.repair.Repair;
import io.secateur.model.UnusableException;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.LatencyTable;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Schedule;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be pruned, by what, how far, and where to.
 *
 * @param model the ONNX file
 * @param data what neurons are ranked on
 * @param holdout what accuracy and the final table are measured on; null for the ranking data
 * @param error auto, squared, brier, cross-entropy, kl or mistakes
 * @param by the criterion's name
 * @param how what the criterion wants to know besides
 * @param order when neurons are ranked
 * @param step how many neurons go before those that are left are ranked again, or which share of
 *     all that can be removed, at least one; null for one
 * @param stops when to stop
 * @param out the file to write
 * @param run the folder for the journal, the result and the map, which a run that was cut short
 *     goes on from; null for none
 * @param memory about how many bytes samples and activations may take; null for three quarters of
 *     the heap's limit
 * @param scope the layers that may lose neurons
 * @param multiple what the widths of layers that lose neurons are multiples of
 * @param budget how what goes is shared out among layers
 * @param repair what makes up for a neuron when it goes
 */
public record PruneOptions(
    Path model,
    DataOptions data,
    @Nullable DataOptions holdout,
    String error,
    String by,
    Criteria.Options how,
    Order order,
    @Nullable Amount step,
    Stops stops,
    Path out,
    @Nullable Path run,
    @Nullable Long memory,
    Scope scope,
    long multiple,
    Budget budget,
    Repair repair) {

  public PruneOptions {
    if (stops.isNever() && budget.widths().isNone()) {
      throw new IllegalArgumentException(
          "say when to stop: --neurons, --keep-accuracy, --max-error, --params, --flops or"
              + " --widths");
    }
    if (step != null && order == Order.SINGLE) {
      throw new IllegalArgumentException("--step goes with --order reranked, not single");
    }
    if (step != null && step.value() == 0) {
      throw new IllegalArgumentException("--step must be more than 0, not " + step);
    }
    measuring(how, memory);
    Criteria.of(by, how); // says what is wrong with them
    if (!how.shortcut().isExact() && order == Order.SINGLE) {
      throw new IllegalArgumentException(
          "--" + how.shortcut().word() + " goes with --order reranked, not single");
    }
    if (step != null && !step.isShare() && how.shortcut().most() < step.value()) {
      throw new IllegalArgumentException(
          "--shortlist must be at least the "
              + step
              + " neurons of --step, not "
              + how.shortcut().most());
    }
    if (budget.per() != Per.NEURON && !how.shortcut().isExact()) {
      throw new IllegalArgumentException(
          "--per "
              + budget.per().word()
              + " compares the scores of all layers, so --"
              + how.shortcut().word()
              + ", which does not measure all, does not go with it");
    }
    if (budget.per() == Per.LATENCY && run == null) {
      throw new IllegalArgumentException(
          "--per latency goes with --run, where it is written down what was measured");
    }
    checkGroups(new Allowed(1, scope, multiple, budget), step, by, how);
  }

  private static void checkGroups(
      Allowed allowed, @Nullable Amount step, String by, Criteria.Options how) {
    if (allowed.multiple() > 1 && step != null) {
      throw new IllegalArgumentException(
          "--multiple-of ranks again after every group of neurons, so --step does not go with it");
    }
    if (allowed.multiple() > 1 && !how.shortcut().isExact()) {
      throw new IllegalArgumentException(
          "--multiple-of adds up the scores of all neurons of a group, so --"
              + how.shortcut().word()
              + ", which does not measure all, does not go with it");
    }
    if (allowed.multiple() > 1 && how.shortcut().isExact() && Criteria.of(by, how).remembers()) {
      throw new IllegalArgumentException(
          "--multiple-of ranks by the network as it is, so --by "
              + by
              + ", which remembers earlier ones, does not go with it; gauss-newton does");
    }
  }

  /** A network, the data that its neurons are ranked on, and the file to write. */
  public static PruneOptionsBuilder builder(Path model, DataOptions data, Path out) {
    return new PruneOptionsBuilder(model, data, out);
  }

  /** These options, some of which are about to be changed. */
  public PruneOptionsBuilder toBuilder() {
    return builder(model, data, out)
        .holdout(holdout)
        .error(error)
        .by(by)
        .how(how)
        .order(order)
        .step(step)
        .stops(stops)
        .run(run)
        .memory(memory)
        .scope(scope)
        .multiple(multiple)
        .budget(budget)
        .repair(repair);
  }

  /** What the search may take away, where it is known how long the network takes, if it matters. */
  Allowed allowed(@Nullable LatencyTable latency) {
    return new Allowed(1, scope, multiple, budget, latency);
  }

  /** How errors are measured. */
  Measuring measuring() {
    return measuring(how, memory).with(repair);
  }

  private static Measuring measuring(Criteria.Options how, @Nullable Long memory) {
    Measuring usual = Measuring.DEFAULT;
    long room = memory == null ? usual.memory() : memory;
    return new Measuring(usual.oracle(), usual.order(), how.seed(), room, Repair.NONE);
  }

  /**
   * When neurons are ranked, of so many in the network.
   *
   * @throws UnusableException if the shortlist is shorter than a step
   */
  Schedule schedule(int neurons) {
    if (how.shortcut().most() < step(neurons)) {
      throw new UnusableException(
          "--shortlist must be at least the "
              + step(neurons)
              + " neurons that --step "
              + step
              + " is of this network, not "
              + how.shortcut().most());
    }
    return Schedule.of(order, step(neurons)).auditing(how.every()).measuringWhole();
  }

  /** How many neurons go before those that are left are ranked again, of so many in the network. */
  int step(int neurons) {
    long count = step == null ? 1 : step.of(neurons);
    return (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
  }
}
