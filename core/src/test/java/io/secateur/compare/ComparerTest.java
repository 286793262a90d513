package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.SampleOrder;
import io.secateur.model.UnusableException;
import io.secateur.search.Allowed;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Search;
import io.secateur.search.SearchResult;
import io.secateur.search.Stops;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.SIGMOID, Unit.SIGMOID, 5, 8, 6, 3);
  private static final Samples DATA = Samples.random(4, 80, 3, 5);
  private static final Samples HOLDOUT = Samples.random(5, 50, 3, 5);
  private static final double SINGLE = 1e-5;

  private static final List<Method> METHODS =
      List.of(
          Method.of("first-order", Order.RERANKED),
          Method.of("brute-force", Order.RERANKED),
          Method.of("brute-force", Order.SINGLE),
          Method.of("random", Order.SINGLE));

  private static Comparison compare(
      Plan plan, @Nullable Samples holdout, ComparisonListener listener, BooleanSupplier stop) {
    try (Network network = Network.of(NET.model().graph(), Map.of())) {
      return new Comparer(network, DATA, holdout, Loss.SQUARED.measure(), Measuring.DEFAULT, plan)
          .run(listener, stop);
    }
  }

  private static Comparison compare(Plan plan) {
    return compare(plan, null, ComparisonListener.SILENT, () -> false);
  }

  @Test
  void everyCurveIsTheSearchOfPruning() {
    Comparison comparison = compare(Plan.of(METHODS));
    assertThat(comparison.isWhole()).isTrue();
    assertThat(comparison.curves()).extracting(Curve::method).isEqualTo(METHODS);
    for (Curve curve : comparison.curves()) {
      SearchResult expected = search(curve.method());
      assertThat(curve.points()).hasSize(14);
      for (int i = 0; i < 14; i++) {
        Removal removal = expected.removals().get(i);
        Curve.Point point = curve.points().get(i);
        assertThat(point.removed()).isEqualTo(i + 1);
        assertThat(point.neuron().id()).isEqualTo(removal.neuron().id());
        assertThat(point.predicted()).isEqualTo(removal.predicted());
        assertThat(point.error()).isEqualTo(removal.error());
        assertThat(point.accuracy()).isEqualTo(removal.accuracy());
      }
      assertThat(curve.stopped()).isEqualTo(expected.reason());
    }
  }

  /** As Pruner makes it. */
  private static SearchResult search(Method method) {
    Criterion criterion = Criteria.of(method.by(), method.how());
    boolean once = method.order() == Order.SINGLE;
    Measuring how = Measuring.DEFAULT.with(once ? SampleOrder.AS_GIVEN : criterion.samples());
    try (Network network = Network.of(NET.model().graph(), Map.of());
        Objective objective = new Objective(network, DATA, Loss.SQUARED.measure(), how)) {
      return new Search(objective, objective, criterion, method.order(), Stops.NEVER, 0)
          .run((removal, progress) -> {});
    }
  }

  /** Accuracy on both, where both can be told by plain loops. */
  @Test
  void theHoldoutIsSeenBesidesTheRankingData() {
    Comparison comparison =
        compare(Plan.of(METHODS), HOLDOUT, ComparisonListener.SILENT, () -> false);
    for (Curve curve : comparison.curves()) {
      double[] gates = NET.open();
      assertThat(curve.startHoldout()).isEqualTo(NET.accuracy(HOLDOUT, gates));
      for (Curve.Point point : curve.points()) {
        gates[point.neuron().id()] = 0;
        double error = NET.error(Loss.SQUARED, DATA, gates);
        assertThat(point.error()).isCloseTo(error, within(SINGLE * error));
        assertThat(point.accuracy()).isEqualTo(NET.accuracy(DATA, gates));
        assertThat(point.holdoutAccuracy()).isEqualTo(NET.accuracy(HOLDOUT, gates));
      }
    }
  }

  /** A removal is asked for as n candidates and one evaluation; a single ranking asks once. */
  @Test
  void passesAreCounted() {
    Comparison comparison = compare(Plan.of(METHODS));
    List<Curve.Point> reranked = comparison.curves().get(1).points();
    List<Curve.Point> first = comparison.curves().get(0).points();
    List<Curve.Point> single = comparison.curves().get(2).points();
    for (int i = 0; i < 14; i++) {
      int start = i == 0 ? 1 : 0; // where a search begins, it evaluates the network as it is
      assertThat(reranked.get(i).passes()).isEqualTo(14 - i + 1 + start);
      assertThat(first.get(i).passes()).isEqualTo(3 + 1 + start);
      assertThat(single.get(i).passes()).isEqualTo(i == 0 ? 14 + 1 + 1 : 1);
    }
  }

  @Test
  void theOracleAgreesWithItselfAndOthersAsCountedByHand() {
    List<RankQuality> qualities = compare(Plan.of(METHODS)).qualities();
    for (RankQuality quality : qualities) {
      if (quality.criterion().equals("brute-force") && !quality.along().endsWith("single")) {
        assertThat(quality.kendall()).isEqualTo(1);
        assertThat(quality.spearman()).isCloseTo(1, within(1e-12));
        assertThat(quality.regret()).isEqualTo(0);
        assertThat(quality.passes()).isEqualTo(quality.candidates());
      }
    }
    RankQuality stale = // the ranking at the start, of those that are left
        qualities.stream()
            .filter(q -> q.along().equals("brute-force, single") && q.removed() == 10)
            .findFirst()
            .orElseThrow();
    assertThat(stale.kendall()).isCloseTo(plainStaleness(), within(1e-12));
    RankQuality random =
        qualities.stream()
            .filter(q -> q.criterion().equals("random") && q.along().startsWith("brute-force, r"))
            .filter(q -> q.removed() == 7)
            .findFirst()
            .orElseThrow();
    assertThat(random.share()).isEqualTo(0.5);
    assertThat(random.candidates()).isEqualTo(7);
    assertThat(random.passes()).isEqualTo(0);
    assertThat(random.regret()).isCloseTo(plainRegretOfRandom(), within(SINGLE));
  }

  /** τ by plain loops of what four neurons cost at the start and after the ten others went. */
  private static double plainStaleness() {
    Gates gates =
        compare(Plan.of(List.of(METHODS.get(2)))).curves().get(0).gates(10, Gates.open(14));
    int[] left = gates.alive();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < i; j++) {
        double then = cost(Gates.open(14), left[i]) - cost(Gates.open(14), left[j]);
        double now = cost(gates, left[i]) - cost(gates, left[j]);
        sum += Math.signum(then) * Math.signum(now);
      }
    }
    return sum / 6;
  }

  private static double cost(Gates gates, int neuron) {
    return NET.error(Loss.SQUARED, DATA, gates.close(neuron).toArray());
  }

  /** On the oracle's way after 7 removals, by plain loops. */
  private static double plainRegretOfRandom() {
    Curve curve = compare(Plan.of(List.of(METHODS.get(1)))).curves().get(0);
    Gates gates = curve.gates(7, Gates.open(14));
    double[] scores = new java.util.Random(1).doubles(14).toArray();
    double best = Double.POSITIVE_INFINITY;
    int chosen = -1;
    for (int k : gates.alive()) {
      best = Math.min(best, NET.error(Loss.SQUARED, DATA, gates.close(k).toArray()));
      chosen = chosen < 0 || scores[k] < scores[chosen] ? k : chosen;
    }
    return NET.error(Loss.SQUARED, DATA, gates.close(chosen).toArray()) / best - 1;
  }

  @Test
  void aFolderSavesWhatIsWhole(@TempDir Path folder) {
    Plan plan = Plan.of(METHODS).in(folder);
    int[] heard = {0};
    Comparison cut =
        compare(plan, HOLDOUT, (removal, progress) -> heard[0]++, () -> heard[0] >= 14 + 5);
    assertThat(cut.isWhole()).isFalse();
    assertThat(cut.curves()).hasSize(2);
    assertThat(cut.curves().get(1).isWhole()).isFalse();
    assertThat(cut.curves().get(1).points()).hasSize(5);
    assertThat(cut.qualities()).isEmpty();

    List<String> again = new ArrayList<>();
    ComparisonListener listener =
        new ComparisonListener() {
          @Override
          public void begins(Method method, int number, int methods) {
            again.add("begins " + number + " of " + methods);
          }

          @Override
          public void found(Method method, int number, int methods) {
            again.add("found " + number + " of " + methods);
          }

          @Override
          public void removed(Removal removal, double progress) {}
        };
    Comparison whole = compare(plan, HOLDOUT, listener, () -> false);
    assertThat(again)
        .containsExactly("found 1 of 4", "begins 2 of 4", "begins 3 of 4", "begins 4 of 4");
    assertThat(whole.curves().get(0)).hasToString(cut.curves().get(0).toString());
    Comparison third = compare(plan, HOLDOUT, ComparisonListener.SILENT, () -> false);
    assertThat(third.curves()).hasToString(whole.curves().toString());
  }

  @Test
  void aFolderThatHoldsSomethingElseIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("brute-force-reranked.curve.json"), "{\"points\": 3}");
    Plan plan = Plan.of(METHODS).in(folder);
    assertThatThrownBy(() -> compare(plan))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("brute-force-reranked.curve.json")
        .hasMessageContaining("remove it");
  }

  @Test
  void plansThatMakeNoSenseAreRefusedInWords() {
    assertThatThrownBy(() -> Plan.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--by");
    assertThatThrownBy(() -> Plan.of(List.of(METHODS.get(0), METHODS.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first-order, reranked");
    assertThatThrownBy(
            () -> new Plan(METHODS, null, Stops.NEVER, Allowed.keeping(0), List.of(1.0), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0");
  }
}
