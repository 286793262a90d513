package io.secateur;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Stops;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be pruned, by what, how far, and where to.
 *
 * @param model the ONNX file
 * @param data what neurons are ranked on
 * @param holdout what accuracy and the final table are measured on; null for the ranking data
 * @param error auto, squared, cross-entropy or kl
 * @param by the criterion's name
 * @param threshold what the second-order criterion does with estimates that are far off
 * @param seed for what is random
 * @param order when neurons are ranked
 * @param step how many neurons go before those that are left are ranked again, or which share of
 *     all that can be removed, at least one; null for one
 * @param stops when to stop
 * @param out the file to write
 * @param run the folder for the journal, the result and the map, which a run that was cut short
 *     goes on from; null for none
 * @param memory about how many bytes samples and activations may take; null for three quarters of
 *     the heap's limit
 */
public record PruneOptions(
    Path model,
    DataOptions data,
    @Nullable DataOptions holdout,
    String error,
    String by,
    Threshold threshold,
    long seed,
    Order order,
    @Nullable Amount step,
    Stops stops,
    Path out,
    @Nullable Path run,
    @Nullable Long memory) {

  public PruneOptions {
    if (stops.isNever()) {
      throw new IllegalArgumentException(
          "say when to stop: --neurons, --keep-accuracy, --max-error, --params or --flops");
    }
    if (step != null && order == Order.SINGLE) {
      throw new IllegalArgumentException("--step goes with --order reranked, not single");
    }
    if (step != null && step.value() == 0) {
      throw new IllegalArgumentException("--step must be more than 0, not " + step);
    }
    measuring();
    Criteria.of(by, new Criteria.Options(threshold, seed)); // says what is wrong with them
  }

  /** How errors are measured. */
  Measuring measuring() {
    return memory == null ? Measuring.DEFAULT : Measuring.DEFAULT.with(memory);
  }

  /** How many neurons go before those that are left are ranked again, of so many in the network. */
  int step(int neurons) {
    long count = step == null ? 1 : step.of(neurons);
    return (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
  }
}
