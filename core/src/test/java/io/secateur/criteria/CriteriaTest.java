package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secateur.anatomy.Gates;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of criteria, and the one that is random. */
class CriteriaTest {
  private static final Criteria.Options PLAIN = new Criteria.Options(Threshold.NONE, 1);

  @Test
  void names() {
    assertThat(Criteria.names())
        .containsExactly(
            "brute-force",
            "first-order",
            "absolute-first-order",
            "second-order",
            "fisher",
            "fisher:true",
            "gauss-newton",
            "gauss-newton-full",
            "hessian",
            "shapley",
            "activation",
            "activation:flap",
            "activation:zeros",
            "magnitude",
            "magnitude:l2-outgoing",
            "magnitude:l2-both",
            "magnitude:l1",
            "magnitude:l1-outgoing",
            "magnitude:l1-both",
            "random");
    Criteria.names().forEach(name -> assertThat(Criteria.of(name, PLAIN)).isNotNull());
  }

  @Test
  void aWrongNameIsAnsweredWithTheRightOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Criteria.of("obd", PLAIN))
        .withMessageContaining("--by")
        .withMessageContaining("'obd'")
        .withMessageContaining(
            "brute-force, first-order, absolute-first-order, second-order, fisher,");
  }

  @Test
  void aNumberSaysHowMany() {
    assertThat(Criteria.of("shapley:7", PLAIN)).isEqualTo(new Shapley(7, 1));
    assertThat(Criteria.of("hessian:3", PLAIN)).isEqualTo(new SampledHessian(3, 1));
    assertThat(Criteria.of("gauss-newton-full:2", PLAIN)).isInstanceOf(GaussNewtonFull.class);
    for (String wrong :
        List.of("shapley:0", "shapley:-1", "hessian:many", "hessian:", "shapley:1.5")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Criteria.of(wrong, PLAIN))
          .withMessageStartingWith("--by " + wrong)
          .withMessageContaining("a whole number from 1 to 1000000");
    }
    for (String wrong : List.of("fisher:2", "magnitude:l3", "magnitude:", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Criteria.of(wrong, PLAIN))
          .withMessageStartingWith("--by must be one of")
          .withMessageEndingWith("not '" + wrong + "'");
    }
  }

  @Test
  void onlySecondOrderTakesAThreshold() {
    Criteria.Options mean = new Criteria.Options(Threshold.MEAN, 1);
    assertThat(Criteria.of("second-order", mean)).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Criteria.of("first-order", mean))
        .withMessageContaining("--threshold")
        .withMessageContaining("first-order");
  }

  @Test
  void secondOrderAppliesItsThreshold() {
    PlainMlp net = PlainMlp.random(1, Unit.SIGMOID, Unit.SIGMOID, 4, 12, 3);
    try (Lab lab = Lab.of(net, Samples.random(1, 20, 3, 4), Loss.SQUARED)) {
      double[] plain = lab.scores("second-order");
      Gates open = lab.network().anatomy().open();
      for (Threshold threshold : Threshold.values()) {
        assertThat(lab.scores("second-order", threshold, 1, open))
            .containsExactly(threshold.apply(plain));
      }
    }
  }

  @Test
  void randomIsTheSameForASeed() {
    PlainMlp net = PlainMlp.random(1, Unit.RELU, Unit.LINEAR, 3, 8, 7, 2);
    try (Lab lab = Lab.of(net, Samples.random(1, 4, 2, 3), Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      double[] one = lab.scores("random", Threshold.NONE, 1, open);
      assertThat(one).hasSize(15).doesNotHaveDuplicates();
      assertThat(lab.scores("random", Threshold.NONE, 1, open)).containsExactly(one);
      assertThat(order(lab.scores("random", Threshold.NONE, 2, open)))
          .isNotEqualTo(order(one))
          .containsExactlyInAnyOrder(order(one));
    }
  }

  /** What is random stays with its neuron, so that asking again after a removal changes nothing. */
  @Test
  void randomScoresStayWithTheirNeurons() {
    PlainMlp net = PlainMlp.random(1, Unit.RELU, Unit.LINEAR, 3, 6, 2);
    try (Lab lab = Lab.of(net, Samples.random(1, 4, 2, 3), Loss.SQUARED)) {
      double[] all = lab.scores("random");
      Gates gates = lab.network().anatomy().open().close(2);
      assertThat(lab.scores("random", Threshold.NONE, 1, gates))
          .containsExactly(all[0], all[1], all[3], all[4], all[5]);
    }
  }

  private static Integer[] order(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    return order;
  }
}
