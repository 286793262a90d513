package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.compare.Comparer;
import io.secateur.compare.Comparison;
import io.secateur.compare.ComparisonListener;
import io.secateur.compare.Method;
import io.secateur.compare.Pairs;
import io.secateur.compare.Plan;
import io.secateur.compare.Roles;
import io.secateur.engine.Measuring;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Walk;
import io.secateur.search.Order;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
  private static final PlainMlp NET = PlainMlp.random(4, Unit.TANH, Unit.LINEAR, 2, 5, 4, 2);
  private static final Samples SAMPLES = Samples.random(5, 40, 2, 2);

  @TempDir private Path folder;

  private static Comparison compare(Lab lab) {
    Plan plan =
        Plan.of(
            List.of(
                Method.of("brute-force", Order.RERANKED), Method.of("magnitude", Order.RERANKED)));
    return new Comparer(
            lab.network(), SAMPLES, null, lab.objective().measure(), Measuring.DEFAULT, plan)
        .run(ComparisonListener.SILENT, () -> false);
  }

  @Test
  void sectionsHoldWhatWasCompared() throws IOException {
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.CROSS_ENTROPY)) {
      Comparison comparison = compare(lab);
      Curves curves = ComparisonPage.curves("", "", List.of(comparison, comparison));
      assertThat(curves.lines())
          .extracting(Curves.Line::name)
          .containsExactly("brute-force", "magnitude");
      assertThat(curves.lines().get(1).seeds()).isEqualTo(2);
      assertThat(curves.lines().get(0).error().mid()[0])
          .isEqualTo(comparison.curves().get(0).error(0));

      Walk walk = ComparisonPage.walk("", "", lab.objective(), SAMPLES, comparison);
      assertThat(walk.paths()).hasSize(2);
      assertThat(walk.portraits()).hasSize(9);
      int first = comparison.curves().get(0).points().get(3).neuron().id();
      assertThat(walk.paths().get(0).gone()[first]).isEqualTo(4);
      assertThat(walk.portraits().get(first).surfaces())
          .extracting(s -> s.name())
          .containsExactly("trained", "when brute-force took it, 3 gone before");

      Path page = folder.resolve("page.html");
      ComparisonPage.write(
          folder,
          "net",
          "",
          new Workspace(NET.model(), lab.network().anatomy(), SAMPLES, lab.network(), null),
          lab.objective().measure(),
          Measuring.DEFAULT,
          comparison,
          new ComparisonPage.Besides(pairs(lab, 0, 3, 6), List.of()),
          List.of());
      assertThat(Files.readString(page))
          .contains(
              "<title>net</title>",
              "\"kind\":\"Grid\"",
              "\"kind\":\"Pairs\"",
              "\"kind\":\"Surfaces\"",
              "How far each goes",
              "two by two, 3 drawn from 9");
      assertThat(Files.readString(folder.resolve("picture.svg")))
          .contains(">Accuracy</text>", ">magnitude</text>", ">4 gone</text>", ">layer2</text>");
    }
  }

  private static Pairs pairs(Lab lab, int... some) {
    Gates open = lab.network().anatomy().open();
    return Objects.requireNonNull(Pairs.of(lab.objective(), open, some, share -> {}, () -> false));
  }

  @Test
  void pairsAreInteractions() {
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.CROSS_ENTROPY)) {
      Pairs pairs = pairs(lab, 0, 3, 6);
      var section = ComparisonPage.pairs("", pairs, Roles.of(pairs));
      assertThat(section.neurons()).containsExactly("layer1:0", "layer1:3", "layer2:1");
      double[] gates = NET.open();
      double e = NET.error(Loss.CROSS_ENTROPY, SAMPLES, gates);
      gates[0] = 0;
      double without0 = NET.error(Loss.CROSS_ENTROPY, SAMPLES, gates);
      gates[6] = 0;
      double withoutBoth = NET.error(Loss.CROSS_ENTROPY, SAMPLES, gates);
      gates[0] = 1;
      double without6 = NET.error(Loss.CROSS_ENTROPY, SAMPLES, gates);
      assertThat(section.interactions()[0][2])
          .isCloseTo(
              withoutBoth - without0 - without6 + e,
              org.assertj.core.api.Assertions.within(1e-4 * e));
      assertThat(section.interactions()[1][1]).isNaN();
    }
  }
}
