package io.secateur.compare;

import io.secateur.anatomy.Neuron;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who carries the function of a network, and who cancels whom (after Mozer & Smolensky 1989, and
 * Wolfe et al. 2017, section 5).
 *
 * <p>The <em>elite</em> are the fewest neurons, the costliest first, whose costs alone make up a
 * share of the sum of all costs that are above 0: Σ_elite ΔE_k ≥ share · Σ_k max(0, ΔE_k).
 *
 * <p>Two neurons <em>cancel</em> each other if each costs something alone, and without both the
 * error is nearer to where it was than without either: ΔE_jk ≤ (1 − relief) · min(ΔE_j, ΔE_k). With
 * a relief of ½, taking the second away gives back at least half of what the first one cost. What
 * is below {@value #FLOOR} of E counts as nothing, as single precision hardly tells it from 0.
 * Neurons that are joined by such pairs are a group.
 *
 * @param share of the costs
 * @param relief of what the cheaper of two costs
 * @param elite the costliest first
 * @param groups the largest first, each in the graph's order
 */
public record Roles(double share, double relief, List<Neuron> elite, List<List<Neuron>> groups) {
  /** Nine tenths of the costs, and half of what the cheaper one of two costs. */
  public static Roles of(Pairs pairs) {
    return of(pairs, 0.9, 0.5);
  }

  private static final double FLOOR = 1e-6;

  public Roles {
    elite = List.copyOf(elite);
    groups = groups.stream().map(List::copyOf).toList();
    if (!(share > 0 && share <= 1) || !(relief >= 0)) {
      throw new IllegalArgumentException(
          "a share is more than 0 and at most 1, a relief at least 0, not "
              + share
              + " and "
              + relief);
    }
  }

  /** By other thresholds. */
  public static Roles of(Pairs pairs, double share, double relief) {
    return new Roles(share, relief, elite(pairs, share), groups(pairs, relief));
  }

  private static List<Neuron> elite(Pairs pairs, double share) {
    double[] costs = pairs.alone();
    double all = IntStream.range(0, costs.length).mapToDouble(i -> Math.max(0, costs[i])).sum();
    List<Neuron> elite = new ArrayList<>();
    double sum = 0;
    int[] dearest =
        IntStream.range(0, costs.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -costs[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int i : dearest) {
      if (costs[i] <= 0 || sum >= share * all) {
        break;
      }
      sum += costs[i];
      elite.add(pairs.neurons().get(i));
    }
    return elite;
  }

  /** Whether the neurons at two places cancel each other. */
  public static boolean cancel(Pairs pairs, int j, int k, double relief) {
    double cheaper = Math.min(pairs.alone()[j], pairs.alone()[k]);
    return cheaper > FLOOR * pairs.error() && pairs.together()[j][k] <= (1 - relief) * cheaper;
  }

  private static List<List<Neuron>> groups(Pairs pairs, double relief) {
    int n = pairs.neurons().size();
    int[] group = IntStream.range(0, n).toArray(); // the first of each one's group
    for (int j = 0; j < n; j++) {
      for (int k = j + 1; k < n; k++) {
        if (group[j] != group[k] && cancel(pairs, j, k, relief)) {
          int from = Math.max(group[j], group[k]);
          int to = Math.min(group[j], group[k]);
          IntStream.range(0, n).filter(i -> group[i] == from).forEach(i -> group[i] = to);
        }
      }
    }
    List<List<Neuron>> groups = new ArrayList<>();
    for (int first = 0; first < n; first++) {
      int which = first;
      List<Neuron> members =
          IntStream.range(0, n)
              .filter(i -> group[i] == which)
              .mapToObj(pairs.neurons()::get)
              .toList();
      if (members.size() > 1) {
        groups.add(members);
      }
    }
    groups.sort(Comparator.comparingInt((List<Neuron> g) -> -g.size()));
    return groups;
  }
}
