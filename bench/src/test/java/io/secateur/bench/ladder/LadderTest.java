package io.secateur.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.bench.race.TinyNetwork;
import io.secateur.criteria.Criteria;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Removal;
import io.secateur.search.Schedule;
import io.secateur.search.Search;
import io.secateur.search.SearchListener;
import io.secateur.search.Stops;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ladder's accuracies against a search that looks at the network after every removal. */
class LadderTest {
  private static final double[] SHARES = {90, 75, 60, 40, 20};

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "magnitude, NONE, RERANKED, 4",
    "magnitude, MEAN, RERANKED, 3",
    "fisher, LEAST_SQUARES, RERANKED, 4",
    "brute-force, NONE, RERANKED, 1",
    "fisher, LEAST_SQUARES, SINGLE, 1"
  })
  void accuraciesAreThoseWhereAShareIsFirstMet(String by, Repair repair, Order order, int step) {
    double[] expected = new double[SHARES.length];
    Arrays.fill(expected, Double.NaN);
    try (Workspace work = TinyNetwork.open(folder)) {
      Measuring how = Measuring.DEFAULT.with(repair);
      try (Objective all = new Objective(work.network(), work.data(), new CrossEntropy(), how)) {
        Search search =
            new Search(
                all,
                all,
                Criteria.of(by, Criteria.Options.PLAIN),
                Schedule.of(order, step),
                new Stops(null, null, null, null, new Amount(20, true)),
                1);
        search.run(
            new SearchListener() {
              @Override
              public void removed(Removal removal, double progress) {}

              @Override
              public void reached(Gates gates) {
                for (int i = 0; i < SHARES.length; i++) {
                  if (Double.isNaN(expected[i]) && share(gates) <= SHARES[i]) {
                    expected[i] = all.evaluate(gates).accuracy();
                  }
                }
              }
            });
      }
    }
    assertThat(expected).doesNotContain(Double.NaN).satisfies(LadderTest::differ);
    DataOptions data = DataOptions.of(folder.resolve("tiny.npz").toString());
    Ladder ladder =
        new Ladder(
            folder.resolve("tiny.onnx"),
            data,
            data,
            "cross-entropy",
            order,
            new Amount(step, false),
            Per.NEURON,
            SHARES);
    Rung rung = ladder.climb(by, repair);
    assertThat(rung.accuracies()).containsExactly(expected);
    if (by.equals("magnitude")) { // no passes for a ranking, one for the network and each step
      assertThat(rung.passes()).isEqualTo(1 + (step == 4 ? 2 : 3));
    }
  }

  private static void differ(double... accuracies) {
    assertThat(Arrays.stream(accuracies).distinct().count()).isGreaterThan(1);
  }

  /** Two for each weight: 3 inputs, 5 and 4 neurons, 2 outputs. */
  private static double share(Gates gates) {
    long a = Arrays.stream(gates.toArray(), 0, 5).filter(g -> g != 0).count();
    long b = Arrays.stream(gates.toArray(), 5, 9).filter(g -> g != 0).count();
    return 100.0 * (3 * a + a * b + b * 2) / (3 * 5 + 5 * 4 + 4 * 2);
  }
}
