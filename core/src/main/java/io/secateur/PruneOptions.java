package io.secateur;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
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
 * @param stops when to stop
 * @param out the file to write
 * @param run the folder for the journal, the result and the map; null for none
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
    Stops stops,
    Path out,
    @Nullable Path run) {

  public PruneOptions {
    if (stops.isNever()) {
      throw new IllegalArgumentException(
          "say when to stop: --neurons, --keep-accuracy, --max-error, --params or --flops");
    }
    Criteria.of(by, new Criteria.Options(threshold, seed)); // says what is wrong with them
  }
}
