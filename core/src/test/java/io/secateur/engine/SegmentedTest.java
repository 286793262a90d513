package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Schedule;
import io.secateur.search.Search;
import io.secateur.search.Stops;
import io.secateur.testing.Residual;
import io.secateur.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E over segments is E over all samples. */
class SegmentedTest {
  private static final Measuring WORST_FIRST = Measuring.DEFAULT.with(SampleOrder.WORST_FIRST);

  /** Rounding of sums in double precision, of numbers that single precision makes. */
  private static final double ROUNDING = 1e-7;

  private static final DenseChain CHAIN =
      new DenseChain(4, List.of(5, 40, 30, 3), List.of("Relu", "Tanh"), "Identity");

  private static final Samples SAMPLES = (Samples) CHAIN.samples(700, true);

  private static Segmented segmented(Network network, Samples data, int size, int hands) {
    ErrorMeasure measure = new CrossEntropy();
    LocalSegments segments = LocalSegments.of(network, data, measure, WORST_FIRST, size, hands);
    return new Segmented(network, measure, segments, WORST_FIRST);
  }

  /** Samples for which the network is right, so that an error is what a removal does. */
  private static Samples learned(Network network) {
    double[][] outputs = outputs(network);
    float[][] wanted = new float[outputs.length][3];
    for (int i = 0; i < wanted.length; i++) {
      for (int k = 0; k < 3; k++) {
        wanted[i][k] = (float) outputs[i][k];
      }
    }
    return SAMPLES.wanting(wanted);
  }

  private static double[][] outputs(Network network) {
    double[][] rows = new double[SAMPLES.size()][];
    try (Chunks chunks =
        new Chunks(SAMPLES, network.graph().inputs(), SAMPLES.size(), false, false)) {
      chunks.forEach(
          chunk ->
              Autograd.off(
                  () -> {
                    var values = network.run(chunk.inputs(), network.anatomy().open());
                    double[] all =
                        Bridge.doubles(network.prediction(values, chunk.size()).output());
                    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, 3 * i, 3 * i + 3));
                    return rows;
                  }));
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"1", "5"})
  void oneSegmentIsTheObjectiveToTheLastBit(int hands) {
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    try (network;
        Objective one = new Objective(network, SAMPLES, new CrossEntropy(), WORST_FIRST);
        Segmented many = segmented(network, SAMPLES, 700, hands)) {
      Gates gates = network.anatomy().open().close(3).close(50);
      int[] all = gates.alive();
      assertThat(many.samples()).isEqualTo(700);
      assertThat(many.evaluate(gates)).isEqualTo(one.evaluate(gates));
      assertThat(many.ablate(gates, all)).isEqualTo(one.ablate(gates, all));
      assertThat(many.gradient(gates)).isEqualTo(one.gradient(gates));
      assertThat(many.derivatives(gates).second()).isEqualTo(one.derivatives(gates).second());
      double[] exact = one.ablate(gates, all);
      double[] lowest = many.ablate(gates, all, 3, 0);
      for (int place : IntStream.of(Places.lowestFirst(exact)).limit(3).toArray()) {
        assertThat(lowest[place]).isEqualTo(exact[place]);
      }
    }
  }

  @Test
  void errorsAreThoseOfTheWholeAndDoNotDependOnHands() {
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    try (network;
        Objective one = new Objective(network, SAMPLES, new CrossEntropy(), WORST_FIRST);
        Segmented few = segmented(network, SAMPLES, 128, 1);
        Segmented many = segmented(network, SAMPLES, 128, 40)) {
      Gates gates = network.anatomy().open().close(7);
      int[] all = gates.alive();
      double[] exact = one.ablate(gates, all);
      double[] found = few.ablate(gates, all);
      assertThat(many.ablate(gates, all)).isEqualTo(found);
      for (int i = 0; i < exact.length; i++) {
        assertThat(found[i]).isCloseTo(exact[i], within(ROUNDING * exact[i]));
      }
      assertThat(few.evaluate(gates).accuracy()).isEqualTo(one.evaluate(gates).accuracy());
      double[] gradient = one.gradient(gates);
      double most = IntStream.of(all).mapToDouble(k -> Math.abs(gradient[k])).max().orElseThrow();
      for (int k : all) {
        assertThat(few.gradient(gates)[k]).isCloseTo(gradient[k], within(1e-6 * most));
      }
    }
  }

  /** What was dropped on the way is above those that are wanted, and these are exact. */
  @ParameterizedTest
  @CsvSource({
    "RESTART, AS_GIVEN, 2, 128, 3",
    "RESTART, WORST_FIRST, 1, 700, 2",
    "FAST, AS_GIVEN, 5, 300, 7",
    "FAST, AS_GIVEN, 1, 256, 1",
    "FAST, AS_GIVEN, 1, 700, 9"
  })
  void theLowestAreExactAndNoOtherIsBelow(
      Measuring.Oracle oracle, SampleOrder order, int wanted, int size, int hands) {
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    Measuring how = Measuring.DEFAULT.with(oracle).with(order);
    ErrorMeasure measure = new SquaredError();
    LocalSegments segments = LocalSegments.of(network, learned(network), measure, how, size, hands);
    try (network;
        Segmented segmented = new Segmented(network, measure, segments, how)) {
      Gates gates = network.anatomy().open();
      int[] all = gates.alive();
      double[] exact = segmented.ablate(gates, all);
      double[] found = segmented.ablate(gates, all, wanted, 0);
      int[] ranked = Places.lowestFirst(exact);
      double last = exact[ranked[wanted - 1]];
      for (int i = 0; i < wanted; i++) {
        // libtorch's last digits depend on how many candidates go together
        double free = oracle == Measuring.Oracle.FAST ? 0 : ROUNDING * exact[ranked[i]];
        assertThat(found[ranked[i]]).isCloseTo(exact[ranked[i]], within(free));
      }
      for (int i = wanted; i < ranked.length; i++) {
        assertThat(found[ranked[i]]).isGreaterThanOrEqualTo(last * (1 - ROUNDING));
        assertThat(found[ranked[i]]).isLessThanOrEqualTo(exact[ranked[i]] * (1 + ROUNDING));
      }
      assertThat(found).isNotEqualTo(exact); // or nothing was dropped
    }
  }

  @ParameterizedTest
  @CsvSource({
    "brute-force, '', 64",
    "brute-force, lazy, 100",
    "brute-force, shortlist, 64",
    "brute-force, confidence, 1500",
    "first-order, '', 64",
    "second-order, '', 64"
  })
  void aSearchTakesTheSameWay(String by, String shortcut, int size) {
    Samples data = (Samples) CHAIN.samples(shortcut.equals("confidence") ? 4000 : 500, true);
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    try (network;
        Objective one = new Objective(network, data, new CrossEntropy(), WORST_FIRST);
        Segmented many = segmented(network, data, size, 3)) {
      assertSame(run(many, by, shortcut, 25), run(one, by, shortcut, 25));
    }
  }

  @Test
  void aConvolutionalSearchTakesTheSameWay() {
    Model model = Residual.model();
    Samples data = Residual.samples();
    Network network = Network.of(model.graph(), Map.of());
    try (network;
        Objective one = new Objective(network, data, new CrossEntropy(), WORST_FIRST);
        Segmented many = segmented(network, data, 7, 4)) {
      assertSame(run(many, "brute-force", "", 99), run(one, "brute-force", "", 99));
    }
  }

  private static List<Removal> run(ErrorFunction error, String by, String word, int most) {
    Shortcut shortcut =
        Shortcut.of(
            word.equals("confidence") ? 0.99 : null,
            word.equals("shortlist") ? 10L : null,
            word.equals("lazy"));
    var criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 1, shortcut, null));
    Stops stops = Stops.after(most);
    return new Search(error, error, criterion, Schedule.of(Order.RERANKED, 1), stops, 1)
        .run((removal, progress) -> {})
        .removals();
  }

  private static void assertSame(List<Removal> found, List<Removal> expected) {
    assertThat(found)
        .extracting(Removal::neuron)
        .containsExactlyElementsOf(expected.stream().map(Removal::neuron).toList());
    for (int i = 0; i < found.size(); i++) {
      double error = expected.get(i).error();
      assertThat(found.get(i).error()).isCloseTo(error, within(ROUNDING * error));
      assertThat(found.get(i).accuracy()).isEqualTo(expected.get(i).accuracy());
    }
  }

  @Test
  void aSampleWithoutANumberIsToldByItsNumberAmongAll() {
    float[][] rows = SAMPLES.rows().clone();
    rows[300] = new float[] {Float.NaN, 0, 0, 0, 0};
    Samples data = new Samples("x", SAMPLES.shape(), rows, SAMPLES.labels(), null);
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    try (network;
        Segmented segmented = segmented(network, data, 128, 2)) {
      assertThatThrownBy(() -> segmented.evaluate(network.anatomy().open()))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("no number on sample 300;");
    }
  }

  @Test
  void jobsSayWhatTheyAre() {
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    LocalSegments segments =
        LocalSegments.of(network, SAMPLES, new CrossEntropy(), WORST_FIRST, 128, 1);
    try (network;
        Segmented segmented = new Segmented(network, new CrossEntropy(), segments, WORST_FIRST)) {
      Gates gates = network.anatomy().open().close(1).close(2);
      segmented.ablate(gates, gates.alive());
      assertThat(segments.asked()).last().isEqualTo("removal 3: 68 candidates");
    }
  }

  @Test
  void aSegmentsMemoryIsAskedForAsMeasuringGivesIt() {
    Network network = Network.of(CHAIN.model().graph(), Map.of());
    try (network) {
      Measuring how = Measuring.DEFAULT.with(Segmented.memory(network, 100_000, false));
      DenseTail tail = Objects.requireNonNull(network.tail());
      assertThat(100_000 * DenseTile.bytesPerSample(tail, false))
          .isLessThanOrEqualTo(how.forTail());
      assertThat(100_000L * 5 * Float.BYTES).isLessThanOrEqualTo(how.forInputs());
    }
  }
}
