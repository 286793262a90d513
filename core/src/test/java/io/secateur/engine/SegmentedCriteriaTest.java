package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.criteria.Threshold;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.testing.Residual;
import io.secateur.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every criterion, with every repair, says of samples in segments what it says of all together. */
class SegmentedCriteriaTest {
  /**
   * Of the largest score: single precision, whose products round as batches are shaped. Fitted
   * weights are held in single precision too.
   */
  private static final double ROUNDING = 2e-6;

  private static final DenseChain CHAIN =
      new DenseChain(4, List.of(5, 12, 9, 3), List.of("Relu", "Tanh"), "Identity");

  /** A network and samples that make segments, of which the last is smaller. */
  private record Case(Model model, Samples samples, int segment) {
    static Case dense() {
      return new Case(CHAIN.model(), (Samples) CHAIN.samples(150, true), 64);
    }

    static Case convolutional() {
      return new Case(Residual.model(), Residual.samples(), 7);
    }
  }

  private static Segmented segmented(Network network, Case one, Measuring how) {
    ErrorMeasure measure = new CrossEntropy();
    LocalSegments segments =
        LocalSegments.of(network, one.samples(), measure, how, one.segment(), 4);
    return new Segmented(network, measure, segments, how);
  }

  static Stream<Arguments> ways() {
    return Stream.concat(
            Criteria.names().stream(), Stream.of("hessian:3", "gauss-newton-full:2", "shapley:2"))
        .flatMap(by -> Arrays.stream(Repair.values()).map(repair -> Arguments.of(by, repair)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void scoresAreThoseOfTheWhole(String by, Repair repair) {
    assertSameScores(Case.dense(), by, repair);
    assertSameScores(Case.convolutional(), by, repair);
  }

  private static void assertSameScores(Case one, String by, Repair repair) {
    Measuring how = Measuring.DEFAULT.with(SampleOrder.WORST_FIRST).with(repair);
    Network network = Network.of(one.model().graph(), Map.of());
    try (network;
        Objective whole = new Objective(network, one.samples(), new CrossEntropy(), how);
        Segmented many = segmented(network, one, how)) {
      double[] expected = scores(whole, by);
      double[] found = scores(many, by);
      double most = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).as("%s, %d", by, i).isCloseTo(expected[i], within(ROUNDING * most));
      }
    }
  }

  /** After some neurons of all layers have gone. */
  private static double[] scores(ErrorFunction error, String by) {
    Gates gates = error.network().anatomy().open();
    for (int gone : new int[] {1, 8, 10}) {
      gates = error.close(gates, gone);
    }
    Criterion criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 5));
    double total = error.evaluate(gates).error();
    return criterion.scores(new Subject(error, gates, total, gates.alive()));
  }

  /** What is repaired is so from the sums of all segments, and the same whoever made them. */
  @ParameterizedTest
  @EnumSource(
      value = Repair.class,
      names = {"MEAN", "LEAST_SQUARES"})
  void repairedRemovalsAreThoseOfTheWhole(Repair repair) {
    for (Case one : List.of(Case.dense(), Case.convolutional())) {
      Measuring how = Measuring.DEFAULT.with(repair);
      Network network = Network.of(one.model().graph(), Map.of());
      Case single = new Case(one.model(), one.samples(), one.samples().size());
      try (network;
          Objective whole = new Objective(network, one.samples(), new CrossEntropy(), how);
          Segmented same = segmented(network, single, how);
          Segmented many = segmented(network, one, how)) {
        Gates expected = network.anatomy().open();
        Gates alike = expected;
        Gates found = expected;
        Random random = new Random(3);
        while (expected.alive().length > 4) {
          int[] alive = expected.alive();
          double[] totals = whole.ablate(expected, alive);
          double[] others = many.ablate(found, alive);
          assertThat(same.ablate(alike, alive)).isEqualTo(totals); // one segment, to the last bit
          for (int i = 0; i < alive.length; i++) {
            assertThat(others[i]).isCloseTo(totals[i], within(ROUNDING * totals[i]));
          }
          int gone = alive[random.nextInt(alive.length)];
          expected = whole.close(expected, gone);
          alike = same.close(alike, gone);
          found = many.close(found, gone);
          double error = whole.evaluate(expected).error();
          assertThat(same.evaluate(alike).error()).isEqualTo(error);
          assertThat(many.evaluate(found).error()).isCloseTo(error, within(ROUNDING * error));
        }
      }
    }
  }
}
