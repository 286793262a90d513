package io.secateur.cli;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What neurons are ranked by. */
final class CriterionFlags {
  @Option(
      names = "--by",
      paramLabel = "CRITERION",
      defaultValue = "brute-force",
      description = {
        "brute-force: what the error really grows by without the neuron;",
        "first-order, absolute-first-order, fisher: that, estimated from the error's gradient;",
        "fisher:true: the curvature for labels that the network itself would draw;",
        "second-order: with its curvature besides, by diagonal back-propagation;",
        "gauss-newton: with the curvature of the error in the outputs;",
        "gauss-newton-full[:N]: that of all pairs of neurons, anew after N (10) removals;",
        "hessian[:N]: with the exact curvature, or N random draws of it;",
        "shapley[:N]: measured in N (16) random orders of removing all;",
        "activation[:flap|:zeros]: what its readers are given, how that varies, how often 0;",
        "magnitude[:l1|:l1-outgoing|:l1-both|:l2-outgoing|:l2-both]: the size of its weights;",
        "random: nothing.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String by = "brute-force";

  @Option(
      names = "--threshold",
      paramLabel = "KIND",
      converter = Converters.ThresholdWord.class,
      description =
          "With second-order: replace estimates that are far off by the mean or the median of"
              + " all.")
  private Threshold threshold = Threshold.NONE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For what is random. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  String by() {
    return by;
  }

  /** What the criterion wants to know; an IllegalArgumentException says what is wrong. */
  Criteria.Options options(Shortcut shortcut, @Nullable Long audit) {
    return new Criteria.Options(threshold, seed, shortcut, audit);
  }
}
