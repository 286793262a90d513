package io.secateur.study.claims;

import io.secateur.study.experiments.Shelf;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A number that was read off one of the paper's figures, and what is to be laid beside it.
 *
 * @param experiment whose network it is of
 * @param what is read
 * @param paper the number, as it was read
 * @param measure the same of one of our networks
 * @param times what ours is multiplied by to be in the paper's unit
 * @param format of ours; empty for as many digits as an error of its size needs
 */
record Reading(
    String experiment,
    String what,
    String paper,
    ToDoubleFunction<Run> measure,
    double times,
    String format) {
  private static final double HUNDRED = 100;

  /** The median of our networks, the least and the most; empty if there are none. */
  String ours(Evidence evidence) {
    double[] values =
        IntStream.of(evidence.seeds(experiment))
            .mapToDouble(seed -> new Run(evidence, experiment, seed).value(measure))
            .toArray();
    return Shelf.spread(values, times, format.isEmpty() ? digits(times * most(values)) : format);
  }

  private static double most(double... values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(0);
  }

  private static String digits(double error) {
    return error >= HUNDRED ? "%,.0f" : error >= 1 ? "%.1f" : "%.3g";
  }
}
