package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Threshold;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Model;
import io.secateur.testing.Lab;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every criterion in every kind of run, and cut short anywhere. */
class EveryCriterionTest {
  private static final Samples SAMPLES = Samples.random(82, 12, 3, 2, 4, 4);
  private static final Samples HOLDOUT = Samples.random(83, 5, 3, 2, 4, 4);

  /** 3 channels and 4 units, of which each layer keeps one. */
  private static final Lab LAB = lab();

  private static final int REMOVALS = 5;

  private static Lab lab() {
    Sketch net = new Sketch(new Random(81), -1, 2, 4, 4);
    String channels = net.node("Relu", "relu", net.conv("conv", "x", 2, 3, 3));
    String flat = net.node("Flatten", "flat", channels);
    String hidden = net.node("Tanh", "tanh", net.gemm("fc1", flat, 48, 4));
    Model model = net.ends(net.gemm("fc2", hidden, 4, 3), -1, 3);
    return Lab.of(model, SAMPLES, new CrossEntropy());
  }

  @AfterAll
  static void close() {
    LAB.close();
  }

  static Stream<String> names() {
    return Stream.concat(
        Criteria.names().stream(),
        Stream.of("gauss-newton-full:2", "gauss-newton-full:3", "hessian:3", "shapley:2"));
  }

  private static List<Removal> run(
      String by, ErrorMeasure measure, Schedule schedule, List<Removal> before) {
    Criterion criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 5));
    Measuring how = Measuring.DEFAULT.with(criterion.samples());
    try (Objective ranking = new Objective(LAB.network(), SAMPLES, measure, how);
        Objective judging = new Objective(LAB.network(), HOLDOUT, measure)) {
      return ResumeTest.timeless(
          new Search(ranking, judging, criterion, schedule, Stops.NEVER, 1)
              .run(before, () -> false, (removal, progress) -> {})
              .removals());
    }
  }

  /** The end is the same wherever a run goes on from, to the last bit of every number. */
  @ParameterizedTest
  @MethodSource("names")
  void againAfterEveryStep(String by) {
    for (int step : new int[] {1, 2}) {
      Schedule schedule = Schedule.of(Order.RERANKED, step);
      List<Removal> whole = run(by, new CrossEntropy(), schedule, List.of());
      assertThat(whole).hasSize(REMOVALS).allMatch(r -> Double.isFinite(r.predicted()));
      for (int done = step; done < REMOVALS; done += 2) {
        assertThat(run(by, new CrossEntropy(), schedule, whole.subList(0, done)))
            .as("%s, by steps of %d, from %d", by, step, done)
            .isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void onceByEveryError(String by) {
    for (ErrorMeasure measure :
        List.of(new SquaredError(), new CrossEntropy(), new KullbackLeibler())) {
      List<Removal> whole = run(by, measure, Schedule.of(Order.SINGLE, 1), List.of());
      assertThat(whole).hasSize(REMOVALS).allMatch(r -> Double.isFinite(r.predicted()));
      assertThat(run(by, measure, Schedule.of(Order.SINGLE, 1), whole.subList(0, 3)))
          .isEqualTo(whole);
    }
  }
}
