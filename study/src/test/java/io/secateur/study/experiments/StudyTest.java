package io.secateur.study.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.model.Model;
import io.secateur.study.Studies;
import io.secateur.study.data.Sources;
import io.secateur.study.views.Neurons;
import io.secateur.study.views.RoleCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that need no files, in their small size. */
class StudyTest {
  @TempDir private Path folder;

  private List<String> run(int seeds, String... names) {
    return run(new Sources(null, null, folder.resolve("mnist")), seeds, names);
  }

  private List<String> run(Sources sources, int seeds, String... names) {
    List<String> said = new ArrayList<>();
    Lab lab = new Lab(folder, sources, seeds, Scale.SMALL, said::add);
    Studies.run(Studies.chosen(List.of(names)), lab);
    return said;
  }

  @Test
  void networksCurvesAndPagesAreLeft() {
    assertThat(run(2, "cosine-10")).anyMatch(line -> line.contains("seed 2: trained 1-10-10-1"));
    Path home = folder.resolve("cosine-10");
    assertThat(Model.read(home.resolve("seed-2").resolve("network.onnx")).graph().nodes())
        .hasSize(6);
    List<Trace> traces = Traces.read(home.resolve("curves.csv"));
    assertThat(traces).hasSize(12);
    for (Trace trace : traces) {
      assertThat(trace.removals()).isEqualTo(20);
      assertThat(trace.error(20)).isEqualTo(traces.get(trace.seed() == 1 ? 0 : 6).error(20));
    }
    assertThat(home.resolve("page.html"))
        .content()
        .contains("cosine-10", "Error surfaces", "What went, and what was left")
        .contains("Neurons that depend on each other", "The paper's figures beside ours")
        .contains("Which neurons go", "Who carries the network", "Layer by layer");
    assertThat(home.resolve("seed-1").resolve("surfaces-brute-force.svg"))
        .content()
        .startsWith("<svg");
    assertThat(folder.resolve("paper.csv"))
        .content()
        .contains("cosine-10;brute-force: gone before the error rises;10;");
    assertThat(folder.resolve("index.html")).content().contains("10 to 11 neurons");
    assertThat(folder.resolve("claims.csv")).content().contains("cosine-10;");
  }

  @Test
  void whatIsDoneIsNotDoneAgainAndWhatIsLostComesBackTheSame() throws IOException {
    run(1, "cosine-10");
    Path seed = folder.resolve("cosine-10").resolve("seed-1");
    byte[] network = Files.readAllBytes(seed.resolve("network.onnx"));
    List<String> curves = withoutSeconds(seed.resolve("curves.csv"));
    byte[] pairs = Files.readAllBytes(seed.resolve("pairs.csv"));
    byte[] page = Files.readAllBytes(folder.resolve("cosine-10").resolve("page.html"));
    assertThat(run(1, "cosine-10")).noneMatch(line -> line.contains("seed 1"));
    assertThat(folder.resolve("cosine-10").resolve("page.html")).hasBinaryContent(page);
    Files.delete(seed.resolve("roles.csv"));
    Files.delete(seed.resolve("pairs.csv"));
    assertThat(run(1, "cosine-10")).noneMatch(line -> line.contains("pruned by"));
    assertThat(seed.resolve("pairs.csv")).hasBinaryContent(pairs);
    Files.delete(seed.resolve("network.onnx"));
    Files.delete(seed.resolve("curves.csv"));
    Files.delete(seed.resolve("curves").resolve("first-order-reranked.curve.json"));
    assertThat(run(1, "cosine-10")).anyMatch(line -> line.contains("seed 1: trained"));
    assertThat(seed.resolve("network.onnx")).hasBinaryContent(network);
    assertThat(withoutSeconds(seed.resolve("curves.csv"))).isEqualTo(curves);
  }

  @Test
  void neuronsAreCountedByWhatTheyAre() {
    run(1, "cosine-10");
    Path seed = folder.resolve("cosine-10").resolve("seed-1");
    Neurons neurons = Objects.requireNonNull(Neurons.read(seed));
    assertThat(neurons.rows()).hasSize(20);
    assertThat(neurons.criteria()).containsExactly("brute-force", "second-order", "first-order");
    Trace brute = Traces.read(seed.resolve("curves.csv")).get(0);
    for (Neurons.Row row : neurons.rows()) {
      int gone = Objects.requireNonNull(row.gone().get("brute-force"));
      assertThat(brute.steps().get(gone).layer()).isEqualTo(row.layer());
      assertThat(brute.steps().get(gone).neuron()).isEqualTo(row.index());
      if (gone == 1) { // the first costs alone what its removal cost
        assertThat(row.traits()[0])
            .isCloseTo(brute.error(1) - brute.error(0), within(1e-6 * brute.error(0)));
      }
    }
    RoleCounts roles = Objects.requireNonNull(RoleCounts.read(seed));
    assertThat(roles.neurons()).isEqualTo(20);
    assertThat(roles.measured()).isEqualTo(8);
    assertThat(roles.elite()).isBetween(1, 8);
  }

  /** One neuron stays in each of two layers. */
  @Test
  void repairsAreComparedOnTheSameNetworks() {
    run(1, "cosine-50-repaired");
    List<Trace> traces = Traces.read(folder.resolve("cosine-50-repaired").resolve("curves.csv"));
    assertThat(traces)
        .extracting(Trace::method)
        .containsExactly(
            "repair none, reranked", "repair mean, reranked", "repair least-squares, reranked");
    for (Trace trace : traces) {
      assertThat(trace.removals()).isEqualTo(98);
      assertThat(trace.error(0)).isEqualTo(traces.get(0).error(0));
    }
    assertThat(traces.get(2).error(50)).isLessThan(traces.get(0).error(50));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SECATEUR_DATA", matches = ".+")
  void whatARankingTakesIsMeasuredInAProcessOfItsOwn() {
    Path data = Path.of(System.getenv("SECATEUR_DATA"));
    List<String> said = run(new Sources(data, null, folder.resolve("cache")), 1, "wider");
    assertThat(said).contains("wider: 20 a layer, brute-force");
    double[] cost = Shelf.numbers(folder.resolve("wider").resolve("brute-force-20.csv"));
    assertThat(cost[0]).isBetween(1e-5, 60.0);
    assertThat(cost[1]).isPositive();
    assertThat(cost[2]).isBetween(3e7, 1e11); // a JVM with libtorch
    assertThat(folder.resolve("wider").resolve("page.html")).content().contains("Memory for one");
  }

  /** One of each kind, on MNIST where it needs images. */
  @Test
  @EnabledIfEnvironmentVariable(named = "SECATEUR_DATA", matches = ".+")
  void everyKindOfExperimentRuns() {
    Path data = Path.of(System.getenv("SECATEUR_DATA"));
    Sources sources = new Sources(data, null, folder.resolve("cache"));
    run(sources, 1, "mnist-1-layer", "deeper-3", "diamond", "retraining");
    assertThat(Traces.read(folder.resolve("mnist-1-layer").resolve("curves.csv"))).hasSize(6);
    assertThat(Traces.read(folder.resolve("deeper-3").resolve("curves.csv")).get(0).removals())
        .isEqualTo(150);
    assertThat(folder.resolve("retraining").resolve("seed-1").resolve("magnitude-20.onnx"))
        .exists();
    assertThat(folder.resolve("diamond").resolve("accuracy.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("index.html"))
        .content()
        .contains(
            "Pruned, and trained again", "Does the ranking of the criteria survive training?");
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SECATEUR_DATA", matches = ".+")
  @EnabledIfEnvironmentVariable(named = "SECATEUR_MODELS", matches = ".+")
  void curvesSayWhichErrorTheyAreOf() {
    Path data = Path.of(System.getenv("SECATEUR_DATA"));
    Path models = Path.of(System.getenv("SECATEUR_MODELS"));
    run(new Sources(data, models, folder.resolve("cache")), 1, "relu-2x256");
    assertThat(folder.resolve("relu-2x256").resolve("error.svg"))
        .content()
        .contains("Total error (cross-entropy)");
    run(1, "cosine-10");
    assertThat(folder.resolve("cosine-10").resolve("error.svg"))
        .content()
        .contains("Total error (squared)");
  }

  private static List<String> withoutSeconds(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .collect(Collectors.toList());
  }

  @Test
  void whatIsWantingIsSaid() {
    assertThat(run(1, "resnet-20", "attention"))
        .anyMatch(line -> line.contains("resnet-20 is left out") && line.contains("--models"));
    assertThatThrownBy(() -> Studies.chosen(List.of("nonsense")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> run(0, "cosine-10")).hasMessageContaining("--seeds");
  }
}
