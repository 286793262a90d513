package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.engine.Network;
import io.secateur.model.UnusableException;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Residual;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layers patterns mean, and that a search leaves the others alone. */
class ScopeTest {
  private static Scope scope(@Nullable String only, @Nullable String except) {
    return new Scope(words(only), words(except));
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  private static Anatomy residual() {
    try (Network network = Network.of(Residual.model().graph(), Map.of())) {
      return network.anatomy();
    }
  }

  private static List<String> in(Anatomy anatomy, Scoped scoped) {
    return anatomy.layers().stream().filter(scoped::contains).map(Layer::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    ", , /stem /layer1/a /layer2/c,",
    "*, , /stem /layer1/a /layer2/c,",
    ", /layer1/*, /layer2/c, /stem with /layer1/b",
    ", /layer1/b, /layer1/a /layer2/c, /stem with /layer1/b",
    ", /stem, /layer1/a /layer2/c, /stem with /stem",
    "/layer1/*, , /layer1/a, /stem with /stem",
    "/layer1/* /stem, , /stem /layer1/a,",
    "/layer?/?, , /layer1/a /layer2/c, /stem with /stem",
    "*, /layer2/c, /stem /layer1/a,",
    "*a, , /layer1/a,",
    ", /layer1/a /layer2/*, /stem,",
    ", /fc, /stem /layer1/a /layer2/c,"
  })
  void whatPatternsMean(
      @Nullable String only, @Nullable String except, String in, @Nullable String coupled) {
    Anatomy anatomy = residual();
    Scoped scoped = scope(only, except).of(anatomy);
    assertThat(in(anatomy, scoped)).containsExactlyElementsOf(words(in));
    assertThat(scoped.coupled().stream().map(Scoped.Kept::toString))
        .containsExactlyElementsOf(coupled == null ? List.of() : List.of(coupled));
    assertThat(scoped.kept()).hasSize(3 - words(in).size());
    if (coupled != null) {
      assertThat(scoped.sentence()).contains("share their neurons", coupled);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fc1, fc1, true",
    "fc1, fc12, false",
    "fc?, fc1, true",
    "fc?, fc, false",
    "*, anything, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "*ab, aab, true",
    "a**, a, true",
    "a.c, abc, false",
    "[a], a, false"
  })
  void starsAndQuestionMarks(String pattern, String name, boolean expected) {
    assertThat(Scope.matches(pattern, name)).isEqualTo(expected);
  }

  @Test
  void aPatternThatMatchesNothingNamesWhatThereIs() {
    Anatomy anatomy = residual();
    for (Scope scope : List.of(scope("stem", null), scope("/stem", "/layer9/* /stem"))) {
      assertThatThrownBy(() -> scope.of(anatomy))
          .isInstanceOf(UnusableException.class)
          .hasMessageMatching(
              "--(only 'stem'|except '/layer9/\\*') matches no layer; those that can be pruned are"
                  + " /stem, /layer1/a, /layer2/c");
    }
  }

  @Test
  void nothingLeftIsRefused() {
    Anatomy anatomy = residual();
    for (Scope scope : List.of(scope("/fc", null), scope(null, "*"), scope("/stem", null))) {
      assertThatThrownBy(() -> scope.of(anatomy))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("leave no layer that can be pruned; those that can");
    }
  }

  @Test
  void anEmptyPatternIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scope(List.of(""), List.of()))
        .withMessageContaining("--only must be");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scope(List.of(), List.of("")))
        .withMessageContaining("--except must be");
  }

  @ParameterizedTest
  @CsvSource({"layer1, , 0", ", layer1, 1"})
  void theOthersAreLeftAlone(@Nullable String only, @Nullable String except, int layer) {
    PlainMlp net = PlainMlp.random(3, Unit.SIGMOID, Unit.LINEAR, 5, 7, 6, 3);
    Samples samples = Samples.random(41, 40, 3, 5);
    for (int step : new int[] {1, 4}) {
      try (Lab lab = Lab.of(net, samples, Loss.SQUARED)) {
        Search search =
            new Search(
                lab.objective(),
                lab.objective(),
                Criteria.of("brute-force", Criteria.Options.PLAIN),
                Schedule.of(Order.RERANKED, step),
                Stops.NEVER,
                new Allowed(1, scope(only, except), 1));
        List<Integer> found =
            search.run((removal, progress) -> {}).removals().stream()
                .map(removal -> removal.neuron().id())
                .toList();
        assertThat(found).hasSize(net.first(layer + 1) - net.first(layer) - 1);
        if (step == 1) {
          assertThat(found).isEqualTo(naive(net, samples, layer));
        }
      }
    }
  }

  /** 6 of the 7 neurons of the one layer may go; where widths stay even, 5. */
  @ParameterizedTest
  @CsvSource({"1, 6", "2, 5"})
  void theWayIsThatOfTheScope(int multiple, int most) {
    PlainMlp net = PlainMlp.random(3, Unit.SIGMOID, Unit.LINEAR, 5, 7, 6, 3);
    Allowed allowed = new Allowed(1, scope("layer1", null), multiple);
    List<Double> heard = new ArrayList<>();
    try (Lab lab = Lab.of(net, Samples.random(41, 40, 3, 5), Loss.SQUARED)) {
      Criterion magnitude = Criteria.of("magnitude", Criteria.Options.PLAIN);
      Schedule schedule = Schedule.of(Order.RERANKED, 1);
      new Search(lab.objective(), lab.objective(), magnitude, schedule, Stops.NEVER, allowed)
          .run((removal, progress) -> heard.add(progress * most));
    }
    assertThat(heard).hasSize(most);
    for (int i = 0; i < most; i++) {
      assertThat(heard.get(i)).isCloseTo(i + 1, within(1e-9));
    }
  }

  /** All but one neuron of a layer, always the one without which the error is least. */
  private static List<Integer> naive(PlainMlp net, Samples samples, int layer) {
    double[] gates = net.open();
    List<Integer> gone = new ArrayList<>();
    while (gone.size() < net.first(layer + 1) - net.first(layer) - 1) {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int k = net.first(layer); k < net.first(layer + 1); k++) {
        double[] without = gates.clone();
        without[k] = 0;
        double error = net.error(Loss.SQUARED, samples, without);
        if (gates[k] == 1 && error < least) {
          best = k;
          least = error;
        }
      }
      gates[best] = 0;
      gone.add(best);
    }
    return gone;
  }

  @Test
  void manyLayersAreNamedInPart() {
    int[] widths = Stream.generate(() -> 2).limit(14).mapToInt(w -> w).toArray();
    PlainMlp net = PlainMlp.random(4, Unit.TANH, Unit.LINEAR, widths);
    try (Network network = Network.of(net.model().graph(), Map.of())) {
      assertThatThrownBy(() -> scope("none", null).of(network.anatomy()))
          .hasMessageContaining("layer1, layer2,")
          .hasMessageEndingWith("layer10 and 2 more");
    }
  }
}
