package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Pairs;
import io.secateur.compare.Roles;
import io.secateur.engine.ErrorFunction;
import io.secateur.report.page.Pairs.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How neurons depend on each other two by two, for a page. */
final class PairSection {
  /** More rows of a picture cannot be told apart. */
  private static final int MOST = 100;

  /** Fewer say little. */
  private static final int FEWEST = 8;

  private PairSection() {}

  /**
   * How many neurons may be measured two by two without being asked for: all, or as many as a page
   * shows, or as take about as long as anything else on it; 0 where that would say little.
   */
  static int affordable(ErrorFunction objective) {
    int neurons = objective.network().anatomy().neurons().size();
    double pairs = Effort.MOST / Math.max(1, Effort.value(objective));
    int some = (int) Math.min(Math.min(neurons, MOST), Math.sqrt(2 * pairs));
    return some < Math.min(FEWEST, neurons) || some < 2 ? 0 : some;
  }

  /** Of the network as it was trained; null where it would take too long. */
  static io.secateur.report.page.@org.jspecify.annotations.Nullable Pairs of(
      ErrorFunction objective, long seed) {
    int some = affordable(objective);
    if (some == 0) {
      return null;
    }
    Gates open = objective.network().anatomy().open();
    Pairs pairs = Pairs.of(objective, open, Pairs.draw(open, some, seed), share -> {}, () -> false);
    return pairs == null ? null : section(title(some, open.size()), pairs, Roles.of(pairs));
  }

  /**
   * Of what was measured already.
   *
   * @param roles found in these pairs
   */
  static io.secateur.report.page.Pairs section(String title, Pairs pairs, Roles roles) {
    int n = pairs.neurons().size();
    double[][] interactions = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        interactions[j][k] = j == k ? Double.NaN : pairs.interaction(j, k);
      }
    }
    return new io.secateur.report.page.Pairs(
        title,
        "In the trained network, for each two neurons j and k, E(−j−k) − E(−j) − E(−k) + E: above 0"
            + " one stands in for the other, below 0 they cancel each other.",
        names(pairs.neurons()),
        interactions,
        groups(pairs, roles));
  }

  /** Says if not all were measured. */
  static String title(int some, int all) {
    return "Neurons two by two"
        + (some < all ? String.format(Locale.ROOT, ", %,d drawn from %,d", some, all) : "");
  }

  private static List<Group> groups(Pairs pairs, Roles roles) {
    List<Group> groups = new ArrayList<>();
    if (!roles.elite().isEmpty()) {
      groups.add(
          new Group(
              "elite",
              names(roles.elite()),
              String.format(
                  Locale.ROOT,
                  "the costliest %d of %d: each removed alone, they make up %.0f %% of what all"
                      + " cost",
                  roles.elite().size(),
                  pairs.neurons().size(),
                  100 * roles.share())));
    }
    for (List<Neuron> group : roles.groups()) {
      groups.add(
          new Group(
              "cancelling",
              names(group),
              String.format(
                  Locale.ROOT,
                  "joined by pairs that cost together at most %.0f %% of what the cheaper one"
                      + " costs alone",
                  100 * (1 - roles.relief()))));
    }
    return groups;
  }

  private static List<String> names(List<Neuron> neurons) {
    return neurons.stream().map(Neuron::toString).toList();
  }
}
