package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Subject;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brute force that drops candidates early, where it matters little which samples it has seen. */
class ConfidentSearchTest {
  private static final Samples SAMPLES = Samples.random(81, 3000, 3, 5);

  /** Every neuron says one and a half times as much as the one before it. */
  private static PlainMlp clear() {
    PlainMlp net = PlainMlp.random(82, Unit.TANH, Unit.LINEAR, 5, 12, 3);
    for (double[] row : net.weights()[1]) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (Math.signum(row[i]) * 0.05 * Math.pow(1.5, i));
      }
    }
    return net;
  }

  /** Labels that the whole network gives, so that every neuron is of use. */
  private static Samples labelled(PlainMlp net) {
    int[] labels = new int[SAMPLES.size()];
    for (int s = 0; s < labels.length; s++) {
      double[] p = Loss.softmax(net.run(SAMPLES.row(s), net.open()).lastZ());
      double u = new Random(s).nextDouble();
      labels[s] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
    }
    return new Samples("x", SAMPLES.shape(), SAMPLES.rows(), labels, null);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void whatIsClearlyTheBestIsFound(Loss loss) {
    PlainMlp net = clear();
    Samples samples = labelled(net);
    List<Integer> expected =
        PlainGreedy.of(net, loss, samples, 0).run(Order.RERANKED).stream()
            .map(PlainGreedy.Step::neuron)
            .toList();
    Criterion criterion = new Shortcut.Confidence(0.999).criterion();
    Measuring how = Measuring.DEFAULT.with(criterion.samples());
    try (Lab lab = Lab.of(net, samples, loss);
        Objective objective = new Objective(lab.network(), samples, loss.measure(), how)) {
      List<Removal> found =
          new Search(objective, objective, criterion, new Schedule(1, 3), Stops.NEVER, 0)
              .run((removal, progress) -> {})
              .removals();
      assertThat(found).extracting(r -> r.neuron().id()).isEqualTo(expected);
      assertThat(Objects.requireNonNull(Regret.of(found))).isEqualTo(new Regret(4, 4, 0, 0));
    }
  }

  /** Or the test above would be one of brute force. */
  @Test
  void mostCandidatesAreDropped() {
    PlainMlp net = clear();
    Criterion criterion = new Shortcut.Confidence(0.999).criterion();
    Measuring how = Measuring.DEFAULT.with(criterion.samples());
    try (Lab lab = Lab.of(net, labelled(net), Loss.CROSS_ENTROPY);
        Objective objective =
            new Objective(lab.network(), labelled(net), Loss.CROSS_ENTROPY.measure(), how)) {
      Gates open = lab.network().anatomy().open();
      double error = objective.evaluate(open).error();
      double[] scores = criterion.scores(new Subject(objective, open, error, open.alive(), 1));
      assertThat(Arrays.stream(scores).filter(Double::isInfinite).count()).isGreaterThan(6);
    }
  }
}
