package io.secateur.study.claims;

import io.secateur.study.experiments.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The paper's figures as they were read off, beside ours. The paper's errors are sums of squares,
 * ours have a half before them, so ours are doubled here.
 */
public final class Readings {
  private static final double DOUBLED = 2;
  private static final double PER_CENT = 100;
  private static final List<String> CRITERIA =
      List.of("brute-force", "second-order", "first-order");

  private Readings() {}

  /** What the paper shows of an experiment and what came of ours, a row each: what, paper, ours. */
  public static List<List<String>> beside(String experiment, Evidence evidence) {
    return all().stream()
        .filter(r -> r.experiment().equals(experiment))
        .map(r -> List.of(r.what(), r.paper(), r.ours(evidence)))
        .filter(row -> !row.get(2).isEmpty())
        .toList();
  }

  private static List<Reading> all() {
    List<Reading> all = new ArrayList<>();
    cosines(all);
    repaired(all);
    digits(all);
    singles(all);
    shapes(all);
    return all;
  }

  private static void cosines(List<Reading> all) {
    String few = "cosine-10";
    all.add(flat(few, "brute-force", "10"));
    all.add(error(few, "second order: the highest within 5 gone", "800", r -> high(r.second(), 5)));
    all.add(error(few, "second order: error with 6 gone", "0", r -> r.second().error(6)));
    all.add(error(few, "first order: error with 2 gone", "2,750", r -> r.first().error(2)));
    all.add(error(few, "error with all gone", "", r -> r.first().error(r.first().removals())));
    String many = "cosine-50";
    all.add(flat(many, "brute-force", "92"));
    all.add(flat(many, "second-order", "57"));
    all.add(flat(many, "first-order", "42"));
    all.add(error(many, "error with all gone", "", r -> r.first().error(r.first().removals())));
  }

  /** A rise is that of the networks as they are, without repair. */
  private static void repaired(List<Reading> all) {
    for (String repair : List.of("none", "mean", "least-squares")) {
      all.add(
          count(
              "cosine-50-repaired",
              "brute force, repair " + repair + ": gone before the error rises",
              "92",
              r ->
                  Measures.until(
                      r.of("repair " + repair + ", reranked"),
                      r.of("repair none, reranked").error(0)
                          + Measures.RISE * at(r.in("cosine-50", reranked("brute-force")), 1))));
    }
  }

  private static void digits(List<Reading> all) {
    String one = "mnist-1-layer";
    all.add(accuracy(one, "accuracy at the start", "0.998", r -> r.bruteForce().accuracy(0)));
    accuracies(
        all,
        one,
        new double[] {0.2, 0.4, 0.6, 0.75},
        new String[][] {
          {"0.99", "0.98", "0.96", "0.85"},
          {"0.93", "0.83", "0.75", "0.5"},
          {"0.83", "0.57", "0.25", "0.12"}
        });
    String[] at60 = {"350", "1,800", "2,900"};
    for (int c = 0; c < CRITERIA.size(); c++) {
      String by = CRITERIA.get(c);
      all.add(error(one, by + ": error with 60 % gone", at60[c], r -> at(r.of(reranked(by)), 0.6)));
    }
    for (String by : CRITERIA) {
      String what = by + ", ranked once: error with 40 % gone";
      all.add(error(one, what, "1,600", r -> at(r.of(by + ", single"), 0.4)));
    }
    all.add(error(one, "error at the start", "about 0", r -> r.bruteForce().error(0)));
    all.add(error(one, "error with all gone", "4,600", r -> at(r.bruteForce(), 1)));
    String two = "mnist-2-layer";
    all.add(accuracy(two, "accuracy at the start", "1.000", r -> r.bruteForce().accuracy(0)));
    accuracies(
        all,
        two,
        new double[] {0.2, 0.4, 0.6, 0.7},
        new String[][] {
          {"0.99", "0.98", "0.90", "0.72"},
          {"0.75", "0.58", "0.22", "0.12"},
          {"0.82", "0.45", "0.22", "0.15"}
        });
  }

  /** One digit against the rest. */
  private static void singles(List<Reading> all) {
    String[] starts = {"0.976", "0.988", "0.951"};
    String[] errors = {"2,500", "2,050", "5,500"};
    String[] least = {"2,000", "1,400", "3,600"};
    String[] below = {"70", "83", ""};
    for (int digit = 0; digit < starts.length; digit++) {
      String name = "mnist-digit-" + digit;
      all.add(
          accuracy(name, "accuracy at the start", starts[digit], r -> r.bruteForce().accuracy(0)));
      all.add(error(name, "error at the start", errors[digit], r -> r.bruteForce().error(0)));
      all.add(
          error(
              name,
              "brute-force: the least error",
              least[digit],
              r -> Measures.least(r.bruteForce())));
      all.add(
          count(
              name,
              "brute-force: gone before the error is above its start",
              below[digit],
              r -> Measures.until(r.bruteForce(), r.bruteForce().error(0))));
      String seven = digit == 2 ? "8,000 to 16,000" : "";
      all.add(
          error(name, "second order: the highest within 7 gone", seven, r -> high(r.second(), 7)));
      all.add(error(name, "first order: the highest within 7 gone", "", r -> high(r.first(), 7)));
    }
  }

  private static void shapes(List<Reading> all) {
    String diamond = "diamond";
    all.add(accuracy(diamond, "accuracy at the start", "0.992", r -> r.bruteForce().accuracy(0)));
    for (Map.Entry<Integer, String> e : List.of(Map.entry(50, "0.99"), Map.entry(80, "0.9"))) {
      all.add(
          accuracy(
              diamond,
              "brute-force: accuracy with " + e.getKey() + " gone",
              e.getValue(),
              r -> r.bruteForce().accuracy(e.getKey())));
    }
    all.add(
        count(
            diamond,
            "second order: gone before it is 2 points behind brute force",
            "48",
            r -> Measures.together(r.second(), r.bruteForce(), 0.02)));
    all.add(
        accuracy(
            diamond, "second order: accuracy with 60 gone", "0.5", r -> r.second().accuracy(60)));
    all.add(
        accuracy(diamond, "first order: accuracy with 2 gone", "0.86", r -> r.first().accuracy(2)));
    String random = "random-shape";
    all.add(accuracy(random, "accuracy at the start", "0.986", r -> r.bruteForce().accuracy(0)));
    all.add(flat(random, "brute-force", "33 to 39"));
    all.add(flat(random, "second-order", "33 to 39"));
    all.add(flat(random, "first-order", "4"));
  }

  private static void accuracies(
      List<Reading> all, String experiment, double[] shares, String[]... paper) {
    for (int c = 0; c < CRITERIA.size(); c++) {
      String by = CRITERIA.get(c);
      for (int i = 0; i < shares.length; i++) {
        double share = shares[i];
        String what = by + ": accuracy with " + Math.round(PER_CENT * share) + " % gone";
        all.add(
            accuracy(
                experiment,
                what,
                paper[c][i],
                r -> r.of(reranked(by)).accuracy(r.of(reranked(by)).at(share))));
      }
    }
  }

  private static String reranked(String by) {
    return by + ", reranked";
  }

  private static double at(Trace trace, double share) {
    return trace.error(trace.at(share));
  }

  /** The highest error with at most so many gone. */
  private static double high(Trace trace, int removed) {
    return IntStream.rangeClosed(0, Math.min(removed, trace.removals()))
        .mapToDouble(trace::error)
        .max()
        .orElseThrow();
  }

  private static Reading flat(String experiment, String by, String paper) {
    return count(
        experiment,
        by + ": gone before the error rises",
        paper,
        r -> Measures.flat(r.of(reranked(by))));
  }

  private static Reading count(
      String experiment, String what, String paper, ToDoubleFunction<Run> measure) {
    return new Reading(experiment, what, paper, measure, 1, "%.0f");
  }

  private static Reading accuracy(
      String experiment, String what, String paper, ToDoubleFunction<Run> measure) {
    return new Reading(experiment, what, paper, measure, 1, "%.3f");
  }

  private static Reading error(
      String experiment, String what, String paper, ToDoubleFunction<Run> measure) {
    return new Reading(experiment, what, paper, measure, DOUBLED, "");
  }
}
