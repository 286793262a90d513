package io.secateur;

import static io.secateur.testing.SmallPruning.HOLDOUT;
import static io.secateur.testing.SmallPruning.NET;
import static io.secateur.testing.SmallPruning.RANKING;
import static io.secateur.testing.SmallPruning.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.data.DataOptions;
import io.secateur.engine.Evaluation;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.report.Footprint;
import io.secateur.report.PruneResult;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.NpzFile;
import io.secateur.testing.Samples;
import io.secateur.testing.SmallPruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way with a small network, and what it leaves on disk. */
class PrunerTest {
  @TempDir Path folder;
  private SmallPruning small =
      new SmallPruning(Path.of(""), Path.of(""), Path.of(""), Path.of(""), List.of());

  @BeforeEach
  void write() {
    small = SmallPruning.in(folder);
  }

  private static double[] gates(PruneResult result) {
    double[] gates = NET.open();
    result.search().removals().forEach(r -> gates[r.neuron().id()] = 0);
    return gates;
  }

  /** Repair gives biases to readers that have none; these are no part of what a share is of. */
  @Test
  void aShareIsOneOfTheFile() {
    Path model = folder.resolve("unbiased.onnx");
    SmallPruning.unbiased().write(model);
    long all = 16 * 24 + 24 * 18 + 18 * 3;
    for (int share = 40; share <= 95; share++) {
      Stops stops = new Stops(null, null, null, new Amount(share, true), null);
      PruneOptions options =
          PruneOptions.builder(
                  model, DataOptions.of(small.data().toString()), folder.resolve(share + ".onnx"))
              .by("magnitude")
              .order(Order.SINGLE)
              .repair(Repair.MEAN)
              .stops(stops)
              .build();
      PruneResult result = Pruner.prune(options, small.listener());
      assertThat(result.before().parameters()).isEqualTo(all);
      assertThat(result.after().parameters()).isLessThanOrEqualTo(Math.round(share / 100.0 * all));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brute-force",
        "first-order",
        "second-order",
        "magnitude",
        "random",
        "gauss-newton-full:4",
        "activation:flap"
      })
  void theResultIsWhatTheFilesAre(String by) throws IOException {
    Path out = folder.resolve("small.onnx");
    PruneResult result =
        Pruner.prune(small.options(by, Stops.after(9), out, null), small.listener());
    assertFootprint(result.before(), small.model(), NET.open());
    assertFootprint(result.after(), out, gates(result));
    assertThat(result.after().neurons()).isEqualTo(33);
    assertThat(result.agreement()).isBetween(0.0, 1e-4);
    assertThat(result.samples()).isEqualTo(40);
    try (Lab lab = Lab.of(Model.read(out), HOLDOUT, Loss.CROSS_ENTROPY.measure())) {
      Evaluation found = lab.objective().evaluate(lab.network().anatomy().open());
      // single precision, in which a shorter sum is added up in another order
      assertThat(result.after().error()).isCloseTo(found.error(), within(1e-5 * found.error()));
      assertThat(result.after().accuracy()).isEqualTo(found.accuracy());
    }
    assertThat(small.heard().stream().filter(h -> !h.equals("says")))
        .hasSize(10)
        .startsWith("starts 42")
        .endsWith("removed " + result.search().removals().get(8).neuron());
  }

  /** Against plain Java, and the file's size on disk. */
  private static void assertFootprint(Footprint footprint, Path file, double... gates)
      throws IOException {
    long a = 0;
    long b = 0;
    for (int k = 0; k < gates.length; k++) {
      a += k < 24 ? Math.round(gates[k]) : 0;
      b += k < 24 ? 0 : Math.round(gates[k]);
    }
    long products = 16 * a + a * b + b * 3;
    double error = NET.error(Loss.CROSS_ENTROPY, HOLDOUT, gates);
    assertThat(footprint.neurons()).isEqualTo((int) (a + b));
    assertThat(footprint.flops()).isEqualTo(2 * products);
    assertThat(footprint.parameters()).isEqualTo(products + a + b + 3);
    assertThat(footprint.error()).isCloseTo(error, within(1e-5 * error)); // single precision
    assertThat(footprint.accuracy()).isEqualTo(NET.accuracy(HOLDOUT, gates));
    assertThat(footprint.bytes()).isEqualTo(Files.size(file));
    assertThat(footprint.latencyMs()).isPositive();
  }

  @Test
  void theRunFolderHoldsTheAgreedFiles() throws IOException {
    Path run = folder.resolve("runs").resolve("one");
    PruneOptions options =
        small.options("brute-force", Stops.after(5), folder.resolve("small.onnx"), run);
    PruneResult result = Pruner.prune(options, small.listener());
    assertThat(names(run)).containsExactly("map.json", "removals.jsonl", "result.json", "run.json");

    List<String> lines = Files.readAllLines(run.resolve("removals.jsonl"));
    assertThat(lines).hasSize(5);
    for (int i = 0; i < 5; i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      Removal removal = result.search().removals().get(i);
      assertThat(line.get("layer").textValue()).isEqualTo(removal.neuron().layer().name());
      assertThat(line.get("neuron").intValue()).isEqualTo(removal.neuron().index());
    }

    JsonNode json = new ObjectMapper().readTree(run.resolve("result.json").toFile());
    for (String when : List.of("before", "after")) {
      Footprint footprint = when.equals("before") ? result.before() : result.after();
      JsonNode node = json.get(when);
      assertThat(node.fieldNames())
          .toIterable()
          .containsExactly(
              "neurons", "parameters", "flops", "bytes", "error", "accuracy", "latency_ms");
      assertThat(node.get("neurons").intValue()).isEqualTo(footprint.neurons());
      assertThat(node.get("parameters").longValue()).isEqualTo(footprint.parameters());
      assertThat(node.get("flops").longValue()).isEqualTo(footprint.flops());
      assertThat(node.get("bytes").longValue()).isEqualTo(footprint.bytes());
      assertThat(node.get("error").doubleValue()).isEqualTo(footprint.error());
      assertThat(node.get("accuracy").doubleValue()).isEqualTo(footprint.accuracy());
      assertThat(node.get("latency_ms").doubleValue()).isEqualTo(footprint.latencyMs());
    }
    assertThat(json.get("agreement").doubleValue()).isEqualTo(result.agreement());

    JsonNode map = new ObjectMapper().readTree(run.resolve("map.json").toFile());
    assertThat(map.fieldNames()).toIterable().containsExactly("layer1", "layer2", "layer3");
    List<Integer> left = new ArrayList<>();
    map.get("layer1").forEach(n -> left.add(n.intValue()));
    map.get("layer2").forEach(n -> left.add(24 + n.intValue()));
    List<Integer> expected = new ArrayList<>();
    double[] gates = gates(result);
    for (int k = 0; k < gates.length; k++) {
      if (gates[k] == 1) {
        expected.add(k);
      }
    }
    assertThat(left).isEqualTo(expected);
  }

  @Test
  void nothingToRemoveIsTheSameNetwork() {
    Path out = folder.resolve("same.onnx");
    PruneResult result =
        Pruner.prune(small.options("brute-force", Stops.after(0), out, null), small.listener());
    assertThat(result.agreement()).isZero();
    Tensor w2 = Objects.requireNonNull(Model.read(out).graph().constants().get("w2"));
    assertThat(w2.at(30)).isEqualTo(NET.weights()[1][1][6]); // the second row's seventh of 24
    assertThat(Model.read(out).metadata()).containsKeys("secateur.version", "secateur.by");
  }

  @Test
  void withoutTargetsTheOriginalIsTheMeasure() throws IOException {
    Samples bare = new Samples("x", new long[] {16}, RANKING.rows(), null, null);
    String source = NpzFile.write(folder.resolve("bare.npz"), bare).toString();
    Path run = folder.resolve("run");
    PruneResult result =
        Pruner.prune(
            PruneOptions.builder(
                    small.model(), DataOptions.of(source), folder.resolve("small.onnx"))
                .order(Order.SINGLE)
                .stops(Stops.after(3))
                .run(run)
                .build(),
            small.listener());
    assertThat(result.error().measure().word()).isEqualTo("kl");
    assertThat(result.before().error()).isCloseTo(0, within(1e-9));
    assertThat(result.after().error()).isPositive();
    JsonNode json = new ObjectMapper().readTree(run.resolve("result.json").toFile());
    assertThat(json.get("after").get("accuracy").isNull()).isTrue();
  }

  @Test
  void withoutAStopThereIsNothingToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.options("brute-force", Stops.NEVER, folder.resolve("x"), null))
        .withMessageContaining("--neurons");
  }
}
