package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.TargetTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cannot win is not run to its end. */
class RerunTest {
  private static final int SAMPLES = 2000;

  @Test
  void mostCandidatesAreDroppedEarly() {
    DenseChain chain = new DenseChain(5, List.of(5, 40, 3), List.of("Relu"), "Softmax");
    try (Network network = Network.of(chain.model().graph(), Map.of())) {
      Dataset data = fewAreWrong(network, chain.samples(3 * SAMPLES, true));
      Arrangement worstFirst = Arrangement.worstFirst(errors(network, data));
      try (Chunks chunks =
          new Chunks(worstFirst.of(data), network.graph().inputs(), 512, false, true)) {
        assertDropped(network, chunks, worstFirst, worstFirst.of(data));
      }
    }
  }

  private static double[] errors(Network network, Dataset data) {
    try (Objective objective = new Objective(network, data, new CrossEntropy())) {
      return objective.errors(network.anatomy().open());
    }
  }

  /** Of many samples a hundred that the network is worst at, and all others that it is best at. */
  private static Dataset fewAreWrong(Network network, Dataset many) {
    double[] errors = errors(network, many);
    int[] order =
        IntStream.range(0, many.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -errors[i]))
            .mapToInt(i -> i)
            .toArray();
    int kept = SAMPLES - 100;
    return many.take(
        IntStream.concat(
                Arrays.stream(order, 0, 100),
                Arrays.stream(order, order.length - kept, order.length))
            .toArray());
  }

  private static void assertDropped(
      Network network, Chunks chunks, Arrangement arrangement, Dataset data) {
    long[] run = {0};
    Rerun.Passes naive = Rerun.naive(network, null);
    Rerun rerun =
        new Rerun(
            chunks,
            arrangement,
            new Goals(new TargetTable(data.targets(), 3), new CrossEntropy(), 3),
            (chunk, gates, candidates, use) -> {
              run[0] += (long) candidates.length * chunk.size();
              naive.run(chunk, gates, candidates, use);
            });
    Gates open = network.anatomy().open();
    int[] all = open.alive();
    double[] totals = rerun.without(open, all);
    long everything = (long) all.length * SAMPLES;
    assertThat(run[0]).isEqualTo(everything);
    run[0] = 0;
    double[] found = rerun.lowest(open, all, new Bound(1, 0));
    assertThat(run[0]).isLessThan(everything * 3 / 4);
    double lowest = Arrays.stream(totals).min().orElseThrow();
    for (int i = 0; i < all.length; i++) {
      assertThat(found[i]).isGreaterThan(lowest * (1 - 1e-6));
      assertThat(found[i]).isLessThan(totals[i] * (1 + 1e-6));
    }
    assertThat(Arrays.stream(found).min().orElseThrow()).isCloseTo(lowest, within(1e-6 * lowest));
  }
}
