package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.engine.repair.Repair;
import io.secateur.model.UnusableException;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Stops;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.SmallPruning;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was cut short goes on, and ends in the files that it would have ended in. */
class PrunerResumeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REMOVALS = 6;

  @TempDir Path folder;
  private SmallPruning small =
      new SmallPruning(Path.of(""), Path.of(""), Path.of(""), Path.of(""), List.of());
  private Path out = Path.of("");
  private Path run = Path.of("");

  @BeforeEach
  void write() {
    small = SmallPruning.in(folder);
    out = folder.resolve("small.onnx");
    run = folder.resolve("run");
  }

  /** All that a run leaves, but what a clock measured. */
  private record Left(byte[] model, JsonNode map, List<JsonNode> removals, JsonNode result) {
    static Left in(Path out, Path run) throws IOException {
      ObjectNode result = (ObjectNode) JSON.readTree(run.resolve("result.json").toFile());
      ((ObjectNode) result.get("before")).remove("latency_ms");
      ((ObjectNode) result.get("after")).remove("latency_ms");
      List<JsonNode> removals =
          Files.readAllLines(run.resolve("removals.jsonl")).stream().map(Left::timeless).toList();
      JsonNode map = JSON.readTree(run.resolve("map.json").toFile());
      return new Left(Files.readAllBytes(out), map, removals, result);
    }

    private static JsonNode timeless(String line) {
      try {
        return ((ObjectNode) JSON.readTree(line)).without("seconds");
      } catch (IOException e) {
        throw new AssertionError(line, e);
      }
    }

    void assertSame(Left other) {
      assertThat(removals).isEqualTo(other.removals);
      assertThat(map).isEqualTo(other.map);
      assertThat(result).isEqualTo(other.result);
      assertThat(model).isEqualTo(other.model);
    }
  }

  private PruneOptions options(String by, Order order, @Nullable String step, boolean holdout) {
    return options(by, new Shortcut.Exact(), null, order, step, holdout);
  }

  private PruneOptions options(
      String by,
      Shortcut shortcut,
      @Nullable Long audit,
      Order order,
      @Nullable String step,
      boolean holdout) {
    return PruneOptions.builder(small.model(), DataOptions.of(small.data().toString()), out)
        .holdout(holdout ? DataOptions.of(small.holdout().toString()) : null)
        .error("cross-entropy")
        .by(by)
        .how(new Criteria.Options(Threshold.NONE, 7, shortcut, audit))
        .order(order)
        .step(step == null ? null : Amount.parse("--step", step))
        .stops(Stops.after(REMOVALS))
        .run(run)
        .build();
  }

  private PruneOptions options() {
    return options("brute-force", Order.RERANKED, null, false);
  }

  @ParameterizedTest
  @CsvSource({
    "brute-force, RERANKED, , false",
    "brute-force, RERANKED, 4, true",
    "brute-force, SINGLE, , false",
    "first-order, RERANKED, 5%, false"
  })
  void whereverItWasCut(String by, Order order, @Nullable String step, boolean holdout)
      throws IOException {
    endsTheSameWhereverItWasCut(options(by, order, step, holdout));
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, , false, 3, ",
    ", 5, false, 2, 4",
    ", 1, false, , ",
    ", , true, 4, ",
    ", , true, 2, 4",
    ", , true, 100, "
  })
  void whereverAShortcutWasCut(
      @Nullable Double confidence,
      @Nullable Long shortlist,
      boolean lazy,
      @Nullable Long audit,
      @Nullable String step)
      throws IOException {
    Shortcut shortcut = Shortcut.of(confidence, shortlist, lazy);
    endsTheSameWhereverItWasCut(
        options("brute-force", shortcut, audit, Order.RERANKED, step, false));
    JsonNode regret = JSON.readTree(run.resolve("result.json").toFile()).get("regret");
    int rankings = step == null ? REMOVALS : 2;
    int every = audit == null ? 10 : audit.intValue();
    assertThat(regret.get("audits").asInt()).isEqualTo((rankings - 1) / every + 1);
    assertThat(regret.get("best").asInt()).isBetween(0, regret.get("audits").asInt());
    assertThat(regret.get("mean_excess").asDouble()).isNotNegative();
    assertThat(regret.get("largest_excess").asDouble()).isNotNegative();
  }

  /** Both layers lose three at once. */
  @ParameterizedTest
  @CsvSource({"brute-force, RERANKED", "magnitude, SINGLE"})
  void whereverAGroupWasCut(String by, Order order) throws IOException {
    PruneOptions one = options(by, order, null, false);
    PruneOptions groups = one.toBuilder().multiple(3).build();
    endsTheSameWhereverItWasCut(groups);
    JsonNode map = JSON.readTree(run.resolve("map.json").toFile());
    assertThat(map.get("layer1").size() % 3).isZero();
    assertThat(map.get("layer2").size() % 3).isZero();
  }

  @ParameterizedTest
  @CsvSource({"MEAN, reranked", "LEAST_SQUARES, reranked", "LEAST_SQUARES, single"})
  void whereverARunWithRepairWasCut(Repair repair, String order) throws IOException {
    PruneOptions plain = options("brute-force", Order.of(order), null, true);
    endsTheSameWhereverItWasCut(plain.toBuilder().repair(repair).build());
  }

  /** Within a step the last layer's neurons go first. */
  @ParameterizedTest
  @CsvSource({"MEAN, 5", "LEAST_SQUARES, 5", "LEAST_SQUARES, 12"})
  void whereverAStepWithRepairWasCut(Repair repair, String step) throws IOException {
    PruneOptions plain = options("brute-force", Order.RERANKED, null, true);
    Amount amount = Amount.parse("--step", step);
    endsTheSameWhereverItWasCut(plain.toBuilder().repair(repair).step(amount).build());
  }

  private void endsTheSameWhereverItWasCut(PruneOptions options) throws IOException {
    Pruner.prune(options, small.listener());
    Left whole = Left.in(out, run);
    assertThat(whole.removals()).hasSize(REMOVALS);
    byte[] journal = Files.readAllBytes(run.resolve("removals.jsonl"));
    for (int length :
        new int[] {0, 1, journal.length / 3, journal.length / 2, journal.length - 1}) {
      for (String made : List.of("small.onnx", "run/result.json", "run/map.json")) {
        Files.delete(folder.resolve(made));
      }
      Files.write(run.resolve("removals.jsonl"), Arrays.copyOf(journal, length));
      Pruner.prune(options, small.listener());
      Left.in(out, run).assertSame(whole);
    }
  }

  @Test
  void aFinishedRunEndsTheSameOnceMore() throws IOException {
    Pruner.prune(options(), small.listener());
    Left whole = Left.in(out, run);
    small.heard().clear();
    out = folder.resolve("other.onnx");
    Pruner.prune(options(), small.listener());
    Left.in(out, run).assertSame(whole);
    assertThat(small.heard()).noneMatch(heard -> heard.startsWith("removed"));
  }

  @Test
  void anInterruptedRunIsWrittenAndGoesOn() throws IOException {
    Pruner.prune(options(), small.listener());
    Left whole = Left.in(out, run);

    out = folder.resolve("part.onnx");
    run = folder.resolve("part");
    small.heard().clear();
    Pruner.prune(
        options(), small.listener(), () -> small.heard().contains("removed " + neuron(whole, 2)));
    Left part = Left.in(out, run);
    assertThat(part.removals()).isEqualTo(whole.removals().subList(0, 3));
    assertThat(part.result().get("stopped").asText()).isEqualTo("interrupted");
    assertThat(part.result().get("after").get("neurons").asInt()).isEqualTo(42 - 3);

    Pruner.prune(options(), small.listener());
    Left.in(out, run).assertSame(whole);
  }

  private static String neuron(Left left, int line) {
    JsonNode removal = left.removals().get(line);
    return removal.get("layer").asText() + ":" + removal.get("neuron").asInt();
  }

  /** Changes options, that had this source of data, in a way that a run's folder refuses. */
  private record Other(String sentence, BiConsumer<PruneOptionsBuilder, String> change) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static DataOptions data(String source, long skip, long take, double scale) {
    return new DataOptions(source, skip, take, scale, List.of(), List.of());
  }

  static Stream<Other> others() {
    Stops more = new Stops(new Amount(9, false), 5.0, null, null, null);
    return Stream.of(
        new Other(
            "--by was brute-force and is magnitude", (change, source) -> change.by("magnitude")),
        new Other(
            "--error was cross-entropy and is squared",
            (change, source) -> change.error("squared")),
        new Other(
            "--seed was 7 and is 8",
            (change, source) -> change.how(new Criteria.Options(Threshold.NONE, 8))),
        new Other(
            "--neurons was 6 and is 9, --keep-accuracy was not given and is 5.0",
            (change, source) -> change.stops(more)),
        new Other(
            "--skip was not given and is 1",
            (change, source) -> change.data(data(source, 1, Long.MAX_VALUE, 1))),
        new Other(
            "--take was not given and is 20, --scale was not given and is 0.5",
            (change, source) -> change.data(data(source, 0, 20, 0.5))));
  }

  private void refused(PruneOptions options, String sentence) {
    small.heard().clear();
    assertThatThrownBy(() -> Pruner.prune(options, small.listener()))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("'" + run + "' holds another run")
        .hasMessageContaining(sentence);
    assertThat(small.heard()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherOptionIsRefused(Other other) {
    Pruner.prune(options(), small.listener());
    PruneOptionsBuilder others = options().toBuilder();
    other.change().accept(others, small.data().toString());
    refused(others.build(), other.sentence());
  }

  @Test
  void anotherOrderStepAndHoldoutAreRefused() {
    Pruner.prune(options(), small.listener());
    refused(
        options("brute-force", Order.SINGLE, null, false), "--order was reranked and is single");
    refused(options("brute-force", Order.RERANKED, "2%", false), "--step was not given and is 2%");
    refused(options("brute-force", Order.RERANKED, null, true), "it had no holdout");
  }

  @Test
  void anotherShortcutIsRefused() {
    Pruner.prune(options(), small.listener());
    refused(
        options("brute-force", new Shortcut.Lazy(), null, Order.RERANKED, null, false),
        "--lazy was not given and is true");
    refused(
        options("brute-force", new Shortcut.Shortlist(9), 4L, Order.RERANKED, null, false),
        "--shortlist was not given and is 9, --audit was not given and is 4");
  }

  @Test
  void anotherModelAndOtherDataAreRefusedWhereverTheyLie() throws IOException {
    Pruner.prune(options(), small.listener());
    Path model = Files.copy(small.model(), folder.resolve("kept.onnx"));
    PlainMlp.random(99, Unit.TANH, Unit.LINEAR, 16, 24, 18, 3).model().write(small.model());
    refused(options(), "its model was another;");
    Files.copy(small.holdout(), folder.resolve("else.npz"));
    small =
        new SmallPruning(folder, model, folder.resolve("else.npz"), small.holdout(), small.heard());
    refused(options(), "its data was another;");
    assertThat(small.heard()).isEmpty();
  }
}
