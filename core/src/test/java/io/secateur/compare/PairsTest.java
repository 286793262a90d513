package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PairsTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.SIGMOID, Unit.SIGMOID, 5, 6, 5, 3);
  private static final Samples DATA = Samples.random(4, 50, 3, 5);

  /** Differences of errors that single precision knows to 1e-6 of themselves. */
  private static final double SINGLE = 1e-5;

  private static Pairs pairs(Lab lab, Gates gates, int... some) {
    return Objects.requireNonNull(Pairs.of(lab.objective(), gates, some, share -> {}, () -> false));
  }

  @Test
  void everyPairIsWhatPlainLoopsGive() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      Gates gates = lab.network().anatomy().open().close(3);
      Pairs pairs = pairs(lab, gates, gates.alive());
      double[] g = gates.toArray();
      double error = NET.error(Loss.SQUARED, DATA, g);
      assertThat(pairs.error()).isCloseTo(error, within(SINGLE * error));
      for (int i = 0; i < pairs.neurons().size(); i++) {
        int j = pairs.neurons().get(i).id();
        double one = NET.error(Loss.SQUARED, DATA, gates.close(j).toArray());
        assertThat(pairs.alone()[i]).isCloseTo(one - error, within(SINGLE * error));
        for (int l = 0; l < pairs.neurons().size(); l++) {
          int k = pairs.neurons().get(l).id();
          double other = NET.error(Loss.SQUARED, DATA, gates.close(k).toArray());
          double both = NET.error(Loss.SQUARED, DATA, gates.close(j).close(k).toArray());
          assertThat(pairs.together()[i][l]).isCloseTo(both - error, within(SINGLE * error));
          if (i != l) {
            assertThat(pairs.interaction(i, l))
                .isCloseTo(both - one - other + error, within(3 * SINGLE * error));
          }
        }
      }
    }
  }

  @Test
  void someAreMeasuredAsAmongAll() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Pairs all = pairs(lab, open, open.alive());
      Pairs some = pairs(lab, open, 7, 2, 7);
      assertThat(some.neurons()).extracting(Neuron::id).containsExactly(2, 7);
      assertThat(some.together()[0][1])
          .isCloseTo(all.together()[2][7], within(SINGLE * all.error()));
      assertThat(pairs(lab, open).neurons()).isEmpty();
    }
  }

  @Test
  void aDrawIsTheSameForASeedAndHoldsWhatIsIn() {
    Gates gates = Gates.open(40).close(4);
    int[] drawn = Pairs.draw(gates, 12, 9);
    assertThat(drawn).hasSize(12).isSorted().doesNotHaveDuplicates().doesNotContain(4);
    assertThat(Pairs.draw(gates, 12, 9)).isEqualTo(drawn);
    assertThat(Pairs.draw(gates, 12, 10)).isNotEqualTo(drawn);
    assertThat(Pairs.draw(gates, 100, 9)).isEqualTo(gates.alive());
  }

  @Test
  void itTellsHowFarItIsAndCanBeInterrupted() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      List<Double> shares = new ArrayList<>();
      Pairs.of(lab.objective(), open, open.alive(), shares::add, () -> false);
      assertThat(shares).hasSize(11).isSorted().last().isEqualTo(1.0);
      assertThat(Pairs.of(lab.objective(), open, open.alive(), s -> {}, () -> true)).isNull();
    }
  }

  /**
   * Two neurons whose weights into the readers are each other's negatives: both see the same, so
   * alone each does harm when it goes, and together nothing.
   */
  @Test
  void twoThatSayTheOppositeCancel() {
    PlainMlp net = PlainMlp.random(7, Unit.SIGMOID, Unit.LINEAR, 5, 6, 3).twin(0, 2, 4);
    for (double[] reader : net.weights()[1]) {
      reader[2] *= 8;
      reader[4] = -reader[2];
    }
    try (Lab lab = Lab.of(net, DATA, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Pairs pairs = pairs(lab, open, open.alive());
      assertThat(pairs.together()[2][4]).isCloseTo(0, within(SINGLE * pairs.error()));
      assertThat(pairs.interaction(2, 4)).isNegative();
      assertThat(Roles.cancel(pairs, 2, 4, 0.5)).isTrue();
      assertThat(Roles.of(pairs).groups().stream().anyMatch(g -> ids(g).containsAll(List.of(2, 4))))
          .isTrue();
    }
  }

  private static List<Integer> ids(List<Neuron> neurons) {
    return neurons.stream().map(Neuron::id).toList();
  }

  /** By hand: 9 + 6 of 16 are nine tenths; 0-1 and 1-3 cancel, 2 costs nothing. */
  @Test
  void rolesOfACaseByHand() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      List<Neuron> four = lab.network().anatomy().neurons().subList(0, 4);
      double[] alone = {1, 9, -2, 6};
      double[][] together = {{1, 0.5, 0, 7}, {0.5, 9, 0, 3}, {0, 0, -2, 0}, {7, 3, 0, 6}};
      Pairs pairs = new Pairs(four, 100, alone, together);
      Roles roles = Roles.of(pairs);
      assertThat(ids(roles.elite())).containsExactly(1, 3);
      assertThat(roles.groups()).hasSize(1);
      assertThat(ids(roles.groups().get(0))).containsExactly(0, 1, 3);
      assertThat(ids(Roles.of(pairs, 1, 0.6).elite())).containsExactly(1, 3, 0);
      assertThat(Roles.of(pairs, 1, 0.6).groups()).isEmpty();
      assertThat(pairs.interaction(0, 1)).isEqualTo(-9.5);
      assertThatThrownBy(() -> Roles.of(pairs, 0, 0.5)).hasMessageContaining("share");
    }
  }

  @Test
  void nobodyIsEliteWhereNothingCosts() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      List<Neuron> two = lab.network().anatomy().neurons().subList(0, 2);
      Pairs pairs = new Pairs(two, 1, new double[2], new double[2][2]);
      assertThat(Roles.of(pairs).elite()).isEmpty();
      assertThat(Roles.of(pairs).groups()).isEmpty();
    }
  }
}
