package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.secateur.criteria.Criteria;
import io.secateur.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command prints when all is right. */
class CommandsTest {
  @TempDir private static Path folder = Path.of("");
  private static Example example = new Example(folder, folder);

  @TempDir private Path results = Path.of("");

  @BeforeAll
  static void write() {
    example = Example.in(folder);
  }

  @Test
  void inspectTellsWhatCanBePruned() {
    JsonNode json = Run.of("inspect", example.model(), "--json").json();

    assertThat(names(json)).contains("layers", "parameters", "flops");
    assertThat(json.get("parameters").asLong()).isEqualTo(4 * 6 + 6 + 6 * 3);
    assertThat(json.get("flops").asLong()).isEqualTo(2 * (4 * 6 + 6 * 3));
    JsonNode hidden = json.get("layers").get(0);
    assertThat(names(hidden))
        .containsExactly("name", "width", "kind", "prunable", "reason", "writers", "readers");
    assertThat(hidden.get("writers").get(0).asText()).isEqualTo("hidden");
    assertThat(hidden.get("readers").get(0).asText()).isEqualTo("logits");
    assertThat(hidden.get("width").asInt()).isEqualTo(Example.HIDDEN);
    assertThat(hidden.get("prunable").asBoolean()).isTrue();
    assertThat(hidden.get("reason").isNull()).isTrue();
    JsonNode output = json.get("layers").get(1);
    assertThat(output.get("prunable").asBoolean()).isFalse();
    assertThat(output.get("reason").asText()).contains("output");
  }

  @Test
  void inspectSpeaksToPeople() {
    Run run = Run.of("inspect", example.model());

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("can be pruned", "unit", "yes", "no: ", "1 of 2 layers", "48 parameters")
        .containsPattern("hidden +unit +6 +1 +logits +yes")
        .containsPattern("logits +unit +3 +1 +nothing +no: ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void inspectShowsWhereNeuronsLive() {
    Run run = Run.of("inspect", example.model(), "--why", "hidden");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().filter(line -> !line.isEmpty()))
        .containsExactly(
            "hidden: 6 units, which can be pruned",
            "            node    operator  neurons along",
            "made by     hidden  Gemm      axis 1 of 'hidden'",
            "carried by  active  Relu      axis 1 of 'active'",
            "read by     logits  MatMul    axis 1 of 'active'");
  }

  @Test
  void inspectShowsHowANeuronCameToStay() {
    JsonNode layers = Run.of("inspect", example.model(), "--why", "logits", "--json").json();
    JsonNode layer = layers.get("layers").get(0);

    assertThat(names(layer))
        .containsExactly(
            "name",
            "width",
            "kind",
            "prunable",
            "reason",
            "writers",
            "carriers",
            "readers",
            "path");
    assertThat(layer.get("reason").asText()).isEqualTo("it is the graph's output 'logits'");
    assertThat(layer.get("path")).hasSize(1);
    assertThat(names(layer.get("path").get(0)))
        .containsExactly("node", "operator", "value", "axis");
    assertThat(Run.of("inspect", example.model(), "--why", "logits").out())
        .contains(
            "logits: 3 units, which cannot be pruned: it is the", "way to what stays  logits");
  }

  @Test
  void inspectTakesSizesThatTheModelLeavesFree() {
    Path images = Example.images(folder);

    Run run = Run.of("inspect", images, "--shape", "image=1,5,5", "--json");

    assertThat(run.json().get("flops").asLong()).isEqualTo(2 * 9 * (4 * 9 + 2 * 4));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void evaluateTellsErrorAndAccuracy() {
    Run run = Run.of("evaluate", example.model(), "--data", example.data(), "--json");

    JsonNode json = run.json();
    assertThat(names(json)).contains("samples", "error", "accuracy", "measure");
    assertThat(json.get("samples").asInt()).isEqualTo(Example.SAMPLES);
    assertThat(json.get("error").asDouble()).isPositive();
    assertThat(json.get("accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("measure").asText()).isEqualTo("cross-entropy");
    assertThat(run.err()).contains("The error is cross-entropy", "labels");
  }

  @Test
  void evaluateHasNoAccuracyWithoutLabels() {
    Run run = Run.of("evaluate", example.model(), "--data", example.unlabelled(), "--json");

    assertThat(run.json().get("accuracy").isNull()).isTrue();
    assertThat(run.json().get("measure").asText()).isEqualTo("kl");
  }

  @Test
  void dataIsTakenScaledAndShifted() {
    Run plain = Run.of("evaluate", example.model(), "--data", example.data(), "--json");
    Run changed =
        Run.of(
            "evaluate",
            example.model(),
            "--data",
            example.data(),
            "--json",
            "--scale",
            "1/2",
            "--mean",
            "-0.5",
            "--std",
            "0.5");
    Run fewer =
        Run.of("evaluate", example.model(), "--data", example.data(), "--json", "--skip", 35);

    assertThat(changed.json().get("error")).isNotEqualTo(plain.json().get("error"));
    assertThat(fewer.json().get("samples").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void rankScoresEveryNeuronLowestFirst(String criterion) {
    Run run =
        Run.of("rank", example.model(), "--data", example.data(), "--by", criterion, "--json");

    JsonNode neurons = run.json().get("neurons");
    assertThat(neurons).hasSize(Example.HIDDEN);
    List<Double> scores = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (JsonNode neuron : neurons) {
      assertThat(names(neuron)).startsWith("layer", "neuron", "score");
      assertThat(neuron.has("standard_error")).isEqualTo(criterion.equals("shapley"));
      scores.add(neuron.get("score").asDouble());
      indices.add(neuron.get("neuron").asInt());
    }
    assertThat(scores).isSorted();
    assertThat(indices).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  private static List<String> criteria() {
    return Criteria.names();
  }

  @Test
  void rankSpeaksToPeople() {
    Run run = Run.of("rank", example.model(), "--data", example.data());

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1 + Example.HIDDEN);
    assertThat(run.out()).startsWith("rank");
  }

  /** What is drawn by chance stands beside how far it may be off. */
  @Test
  void rankShowsStandardErrors() {
    Run run = Run.of("rank", example.model(), "--data", example.data(), "--by", "hessian:3");

    assertThat(run.out().lines().findFirst().orElseThrow()).endsWith("score  standard error");
    assertThat(run.out().lines()).hasSize(1 + Example.HIDDEN);
  }

  @Test
  void rankShowsOnlyWhatIsMeant() {
    Path two = Example.two(folder);
    Run all = Run.of("rank", two, "--data", example.data(), "--json");
    Run some = Run.of("rank", two, "--data", example.data(), "--only", "fc2", "--json");

    List<JsonNode> expected = new ArrayList<>();
    for (JsonNode neuron : all.json().get("neurons")) {
      if (neuron.get("layer").asText().equals("fc2")) {
        expected.add(neuron);
      }
    }
    assertThat(expected).hasSize(3);
    assertThat(some.json().get("neurons")).containsExactlyElementsOf(expected);
    assertThat(some.err()).contains("Of the layers that can be pruned, 1 is left out.");
  }

  @Test
  void pruneLeavesOutWhatIsExcepted() {
    Run run =
        Run.of(
            "prune",
            Example.two(folder),
            "--data",
            example.data(),
            "--except",
            "fc1",
            "--neurons",
            "9",
            "-o",
            results.resolve("small.onnx"),
            "--json");

    assertThat(run.json().get("removed").asInt()).isEqualTo(2);
    assertThat(run.json().get("left_out").get(0).get("layer").asText()).isEqualTo("fc1");
    assertThat(run.err()).contains("Of the layers that can be pruned, 1 is left out.");
  }

  @Test
  void pruneEndsAtTheWidthsAskedFor() {
    Run run =
        Run.of(
            "prune",
            Example.two(folder),
            "--data",
            example.data(),
            "--widths",
            "fc2=1,fc1=60%",
            "--per-layer",
            "-o",
            results.resolve("small.onnx"));

    assertThat(run.out()).contains("removed  fc1: 5 -> 3, fc2: 3 -> 1");
    assertThat(run.out()).contains("stopped  every layer has the width asked for");
  }

  @Test
  void pruneKeepsWidthsAtMultiples() {
    Run run =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--multiple-of",
            "4",
            "--neurons",
            "1",
            "-o",
            results.resolve("small.onnx"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("hidden: 6 -> 4", "as many neurons as asked for are gone");
  }

  @Test
  void rankShowsTheShortlist() {
    Run all = Run.of("rank", example.model(), "--data", example.data(), "--json");
    Run some =
        Run.of("rank", example.model(), "--data", example.data(), "--json", "--shortlist", 2);

    assertThat(some.json().get("neurons")).hasSize(2);
    assertThat(all.json().get("neurons")).containsAll(some.json().get("neurons"));
  }

  @Test
  void pruneWritesASmallerNetworkAndSaysWhatItDid() {
    Path out = results.resolve("small.onnx");

    Run run =
        Run.of("prune", example.model(), "--data", example.data(), "--neurons", "50%", "-o", out);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("before", "after", "change", "neurons", "parameters", "FLOPs", "file size")
        .contains("error, cross-entropy", "accuracy", "latency")
        .contains(": 6 -> 3", "the gated original", "ONNX Runtime")
        .contains("as many neurons as asked for", out.toString());
    assertThat(run.err()).contains("The error is cross-entropy").doesNotContain("\r");
    JsonNode small = Run.of("inspect", out, "--json").json();
    assertThat(small.get("neurons").asInt()).isEqualTo(3);
  }

  @Test
  void pruneTellsAllAsJson() {
    Path out = results.resolve("small.onnx");
    Path runs = results.resolve("runs/1");

    Run run =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--take",
            20,
            "--holdout",
            example.data(),
            "--by",
            "second-order",
            "--threshold",
            "median",
            "--order",
            "single",
            "--error",
            "squared",
            "--max-error",
            "100",
            "--params",
            "60%",
            "-o",
            out,
            "--run",
            runs,
            "--json");

    JsonNode json = run.json();
    assertThat(names(json)).contains("before", "after", "agreement", "removed", "stopped");
    assertThat(json.get("before").get("neurons").asInt()).isEqualTo(Example.HIDDEN);
    assertThat(json.get("after").get("parameters").asInt()).isLessThanOrEqualTo(28);
    assertThat(json.get("error").asText()).isEqualTo("squared");
    assertThat(json.get("stopped").asText()).contains("parameters");
    assertThat(out).isRegularFile();
    assertThat(runs.resolve("removals.jsonl")).isRegularFile();
    assertThat(runs.resolve("result.json")).isRegularFile();
  }

  @Test
  void pruneDrawsAPage() throws IOException {
    Path page = results.resolve("page.html");

    Run run =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--neurons",
            "2",
            "-o",
            results.resolve("small.onnx"),
            "--report",
            page);

    assertThat(run.code()).isZero();
    assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("2 of 6 neurons");
  }

  @Test
  void pruneTakesSeveralNeuronsAtAStep() {
    Path out = results.resolve("small.onnx");

    Run run =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--neurons",
            3,
            "--step",
            "50%",
            "-o",
            out,
            "--json");

    JsonNode json = run.json();
    assertThat(json.get("removed").asInt()).isEqualTo(3);
    assertThat(json.get("provenance").get("options").get("step").asText()).isEqualTo("50%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--confidence 0.9", "--shortlist 2", "--lazy"})
  void pruneByAShortcutTellsItsRegret(String shortcut) {
    Path out = results.resolve("small.onnx");
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("prune", example.model(), "--data", example.data(), "-o", out));
    args.addAll(List.of("--neurons", 4, "--audit", 2));
    args.addAll(Arrays.asList(shortcut.split(" ")));

    Run run = Run.of(args.toArray());
    args.add("--json");
    JsonNode json = Run.of(args.toArray()).json();

    assertThat(run.out())
        .containsPattern("regret +.*the best neuron went first in .*2 rankings checked");
    JsonNode regret = json.get("regret");
    assertThat(names(regret)).containsExactly("audits", "best", "mean_excess", "largest_excess");
    assertThat(regret.get("audits").asInt()).isEqualTo(2);
    String flag = args.get(10).toString().substring(2);
    assertThat(names(json.get("provenance").get("options"))).contains(flag, "audit");
    assertThat(Model.read(out).metadata().get("secateur.by"))
        .isEqualTo("brute-force, reranked, " + shortcut.substring(2));
  }

  @Test
  void anExactRunHasNoRegret() {
    Path out = results.resolve("small.onnx");
    Object[] args = {"prune", example.model(), "--data", example.data(), "--neurons", 1, "-o", out};

    assertThat(Run.of(args).out()).doesNotContain("regret");
  }

  @Test
  void anotherFileMayBeOverwritten() throws Exception {
    Path out = Files.writeString(results.resolve("small.onnx"), "something old");

    Run run = Run.of("prune", example.model(), "--data", example.data(), "--neurons", 1, "-o", out);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Model.read(out).graph().nodes()).hasSize(3);
  }

  @Test
  void helpAndVersionAreNoFailures() {
    assertThat(Run.of("--help").code()).isZero();
    assertThat(Run.of("--help").out()).contains("inspect", "evaluate", "rank", "prune", "study");
    assertThat(Run.of("prune", "--help").out()).contains("Examples:", "--keep-accuracy", "40%");
    assertThat(Run.of("--version").out()).startsWith("secateur ");
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(Run.of().code()).isEqualTo(Failures.WRONG_USE);
    assertThat(Run.of().err()).startsWith("Usage: secateur").contains("prune");
    assertThat(Run.of("study", "--help").out()).contains("Usage: secateur study", "example");
    assertThat(Run.of("study").out()).contains("cosine-10", "mnist-2-layer", "random-shape");
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
