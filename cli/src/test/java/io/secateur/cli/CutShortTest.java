package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed or interrupted loses nothing. */
class CutShortTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Removals before it happens; far from all, which take seconds. */
  private static final int REACHED = 3;

  @TempDir private static Path folder = Path.of("");
  private static Example example = new Example(folder, folder);

  @BeforeAll
  static void write() {
    example = Example.large(folder);
    Run whole = Run.of(prune("whole"));
    assertThat(whole.code()).as(whole.err()).isZero();
  }

  private static Object[] prune(String name) {
    return new Object[] {
      "prune",
      example.model(),
      "--data",
      example.data(),
      "--neurons",
      "99%",
      "--step",
      2,
      "-o",
      folder.resolve(name + ".onnx"),
      "--run",
      folder.resolve(name)
    };
  }

  private static Path journal(String name) {
    return folder.resolve(name).resolve("removals.jsonl");
  }

  private static void assertEndsLikeTheWhole(String name) throws IOException {
    assertThat(folder.resolve(name + ".onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
    assertThat(folder.resolve(name).resolve("map.json"))
        .hasSameBinaryContentAs(folder.resolve("whole").resolve("map.json"));
    assertThat(timeless(journal(name))).isEqualTo(timeless(journal("whole")));
    assertThat(timeless(folder.resolve(name).resolve("result.json")))
        .isEqualTo(timeless(folder.resolve("whole").resolve("result.json")));
  }

  /** All objects in a file, without what a clock measured. */
  private static List<JsonNode> timeless(Path file) throws IOException {
    List<JsonNode> values = new ArrayList<>();
    JSON.readerFor(JsonNode.class)
        .<JsonNode>readValues(file.toFile())
        .forEachRemaining(values::add);
    for (JsonNode value : values) {
      ((ObjectNode) value).remove("seconds");
      for (String when : List.of("before", "after")) {
        if (value.has(when)) {
          ((ObjectNode) value.get(when)).remove("latency_ms");
        }
      }
    }
    return values;
  }

  @Test
  void aKilledRunGoesOnToTheSameEnd() throws IOException {
    try (Child child = new Child(folder, prune("killed"))) {
      child.await("some neurons are gone", () -> Child.lines(journal("killed")) >= REACHED);
      child.kill();
      assertThat(child.end()).isEqualTo(128 + 9);
    }
    assertThat(folder.resolve("killed.onnx")).doesNotExist();
    long reached = Child.lines(journal("killed"));

    Run again = Run.of(prune("killed"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("Going on after removal ");
    assertThat(Child.lines(journal("killed"))).isGreaterThan(reached);
    assertEndsLikeTheWhole("killed");
  }

  @Test
  void ctrlCWritesWhatIsReached() throws IOException {
    try (Child.Keyboard keyboard = new Child.Keyboard();
        Child child = new Child(folder, prune("stopped"))) {
      child.await("some neurons are gone", () -> Child.lines(journal("stopped")) >= REACHED);
      keyboard.ctrlC(child);
      assertThat(child.end()).as(child.err()).isEqualTo(Failures.INTERRUPTED);
      assertThat(child.out()).containsPattern("stopped +interrupted").contains("gated original");
      assertThat(child.err()).contains("Ending with what is reached");
    }
    long gone = Child.lines(journal("stopped"));
    JsonNode small = Run.of("inspect", folder.resolve("stopped.onnx"), "--json").json();
    assertThat(small.get("neurons").asLong()).isEqualTo(Example.LARGE - gone);

    Run again = Run.of(prune("stopped"));
    assertThat(again.code()).as(again.err()).isZero();
    assertEndsLikeTheWhole("stopped");
  }

  @Test
  void aSecondCtrlCEndsAtOnce() throws IOException {
    try (Child.Keyboard keyboard = new Child.Keyboard();
        Child child = new Child(folder, prune("ended"))) {
      child.await("some neurons are gone", () -> Child.lines(journal("ended")) >= REACHED);
      keyboard.ctrlCTwice(child);
      assertThat(child.end()).isEqualTo(Failures.INTERRUPTED);
      assertThat(child.out()).isEmpty();
    }
    try (Stream<Path> files = Files.list(folder.resolve("ended"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("run.json", "removals.jsonl");
    }
  }

  @Test
  void anotherRunsFolderIsRefusedInOneSentence() {
    Example small = Example.in(folder);
    Object[] command = {
      "prune",
      small.model(),
      "--data",
      small.data(),
      "--neurons",
      1,
      "-o",
      folder.resolve("small.onnx"),
      "--run",
      folder.resolve("small")
    };
    assertThat(Run.of(command).code()).isZero();
    Object[] fewer = Arrays.copyOf(command, command.length + 2);
    fewer[command.length] = "--take";
    fewer[command.length + 1] = 20;

    Run run = Run.of(fewer);

    assertThat(run.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.sentence())
        .contains("holds another run: --take was not given and is 20; go on with");
  }
}
