package io.secateur.bench;

import io.secateur.bench.race.Approximation;
import io.secateur.bench.race.Comparison;
import io.secateur.bench.race.Estimate;
import io.secateur.bench.race.FirstRemoval;
import io.secateur.bench.race.RankingAlone;
import io.secateur.bench.race.Result;
import io.secateur.bench.race.Steady;
import io.secateur.bench.race.Timing;
import io.secateur.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Two ways side by side, for people. */
final class ResultText {
  private static final int SHOWN = 5;

  private final Result result;

  private final String load;

  private ResultText(Result result, String load) {
    this.result = result;
    this.load = load;
  }

  /** The load is that of the machine before anything was measured. */
  static String of(Result result, String load) {
    return new ResultText(result, load).text();
  }

  private String text() {
    String found =
        result.found().stream()
            .limit(SHOWN)
            .map(f -> f.neuron() + " " + Words.real(f.error()))
            .collect(Collectors.joining(", "));
    boolean more = result.found().size() > SHOWN;
    String what = result.removals() == 0 ? "cheapest      " : "removed       ";
    List<String> lines = new ArrayList<>();
    lines.add("network  " + subject());
    lines.add("machine  " + Machine.words() + "; load before " + load);
    lines.add(table());
    lines.add("naive / fast  " + ratios());
    FirstRemoval first = result.first();
    if (first != null) {
      lines.add("naive / first removal  " + ratio(first));
    }
    RankingAlone alone = result.alone();
    if (alone != null) {
      lines.add("naive / ranking alone  " + ratios(alone));
    }
    lines.add("first-order   " + price());
    lines.add(comparison(result.comparison()));
    lines.add(what + found + (more ? ", ..." : ""));
    Approximation approximation = result.approximation();
    if (approximation != null) {
      lines.add("shortcut      " + gain(approximation));
      lines.add("regret        " + regret(approximation));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private String gain(Approximation approximation) {
    Steady warm = result.warm();
    double exact = warm == null ? result.cold().total() : warm.median();
    return "naive / "
        + approximation.word()
        + " "
        + (result.naive().isWhole() ? "" : "~ ")
        + Words.times(result.naive().total() / approximation.total())
        + "; exactly it takes "
        + Words.times(exact / approximation.total())
        + " as long"
        + (warm == null ? ", cold" : ", warm");
  }

  private String regret(Approximation approximation) {
    return String.format(
        Locale.ROOT,
        "%s of %s removals are the exact ones at their places, the first %s all; after as many removals"
            + " the error is at most %s above the exact one's, %s on average",
        Words.count(approximation.same()),
        Words.count(result.removals()),
        Words.count(approximation.first()),
        Words.little(approximation.largest()),
        Words.little(approximation.mean()));
  }

  private String subject() {
    String task =
        result.removals() == 0
            ? "one full ranking"
            : Words.count(result.removals()) + " removals, each after a ranking";
    return Words.count(result.neurons())
        + " neurons, "
        + Words.count(result.samples())
        + " samples, error "
        + result.error()
        + "; "
        + task;
  }

  private String table() {
    Table table = new Table("lrrl", "way", "time", "a candidate", "measured");
    Timing naive = result.naive();
    table.row("naive", total(naive), Words.seconds(naive.each()), measured(naive, "candidates"));
    Timing cold = result.cold();
    table.row("fast, cold", total(cold), Words.seconds(cold.each()), "once, nothing before it");
    Steady warm = result.warm();
    if (warm == null) {
      table.row("fast, warm", "", "", "not repeated: once took longer than --seconds");
    } else {
      table.row(
          "fast, warm",
          Words.seconds(warm.median()),
          Words.seconds(warm.median() / (double) cold.all()),
          runs(warm));
    }
    FirstRemoval first = result.first();
    if (first != null) {
      table.row(
          "fast, first removal", Words.seconds(first.steady().median()), "", runs(first.steady()));
    }
    Estimate estimate = result.estimate();
    Steady steady = estimate.steady();
    table.row(
        "first-order",
        (estimate.once().isWhole() ? "" : "~ ") + Words.seconds(estimate.total()),
        "",
        steady == null ? measured(estimate.once(), "rankings") : runs(steady));
    Approximation approximation = result.approximation();
    if (approximation != null) {
      Steady again = approximation.steady();
      table.row(
          approximation.word(),
          Words.seconds(approximation.total()),
          "",
          again == null ? "once" : runs(again));
    }
    return table.toString();
  }

  private static String runs(Steady warm) {
    return "median of "
        + warm.runs()
        + " within "
        + Words.percent(warm.spread())
        + (warm.settled() ? "" : ", not settled");
  }

  /** {@code ~} where the time was not measured to the end. */
  private static String total(Timing timing) {
    return (timing.isWhole() ? "" : "~ ") + Words.seconds(timing.total());
  }

  private static String measured(Timing timing, String parts) {
    return timing.isWhole()
        ? "all " + Words.count(timing.all()) + " " + parts
        : Words.count(timing.measured())
            + " of "
            + Words.count(timing.all())
            + " "
            + parts
            + ", the rest extrapolated";
  }

  private String ratios() {
    double naive = result.naive().total();
    Steady warm = result.warm();
    return (result.naive().isWhole() ? "" : "~ ")
        + Words.times(naive / result.cold().total())
        + " cold"
        + (warm == null ? "" : ", " + Words.times(naive / warm.median()) + " warm");
  }

  private String ratio(FirstRemoval first) {
    return (result.naive().isWhole() ? "" : "~ ")
        + Words.times(result.naive().total() / first.steady().median())
        + (first.cheapest() ? ", the same neuron" : ", DIFFERENT: " + first.neuron());
  }

  /** Of those the naive candidates are, too. */
  private String ratios(RankingAlone alone) {
    Timing timing = result.naive();
    double naive = timing.each() * (double) timing.all();
    Steady shortcut = alone.shortcut();
    return (timing.isWhole() ? "" : "~ ")
        + Words.times(naive / alone.exact().median())
        + (shortcut == null ? "" : ", by the shortcut " + Words.times(naive / shortcut.median()))
        + " warm, the network's own error being known";
  }

  private String price() {
    Steady warm = result.warm();
    double exact = warm == null ? result.cold().total() : warm.median();
    return "exactly it takes "
        + Words.times(exact / result.estimate().total())
        + " as long as by estimates"
        + (warm == null ? ", cold" : ", warm");
  }

  private static String comparison(Comparison comparison) {
    String difference = comparison.difference();
    return difference == null
        ? String.format(
            Locale.ROOT,
            "same          %s; errors within %.1e relative",
            comparison.what(),
            comparison.worst())
        : "DIFFERENT     " + difference;
  }
}
