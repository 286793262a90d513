package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.model.UnusableException;
import io.secateur.report.PruneResult;
import io.secateur.search.Budget;
import io.secateur.search.Per;
import io.secateur.search.Stops;
import io.secateur.search.Widths;
import io.secateur.testing.SmallPruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured when a run began is what it goes on by; layers of 24 and 18 neurons. */
class PrunerLatencyTest {
  @TempDir Path folder;
  private SmallPruning small =
      new SmallPruning(Path.of(""), Path.of(""), Path.of(""), Path.of(""), List.of());
  private Path run = Path.of("");
  private Path table = Path.of("");

  @BeforeEach
  void write() {
    small = SmallPruning.in(folder);
    run = folder.resolve("run");
    table = run.resolve("latency.json");
  }

  private PruneOptions options(@Nullable Path to) {
    return small.options("magnitude", Stops.after(9), folder.resolve("out.onnx"), to).toBuilder()
        .budget(new Budget(Widths.NONE, false, Per.LATENCY, 0))
        .build();
  }

  private List<String> prune() {
    PruneResult result = Pruner.prune(options(run), small.listener());
    return result.search().removals().stream().map(r -> r.neuron().toString()).toList();
  }

  @Test
  void aRunGoesOnByWhatItMeasured() throws IOException {
    List<String> whole = prune();
    JsonNode json = new ObjectMapper().readTree(table.toFile());
    assertThat(json.fieldNames()).toIterable().containsExactly("layer1", "layer2");
    assertThat(json.get("layer1").fieldNames())
        .toIterable()
        .containsExactly("1", "6", "12", "18", "24");
    assertThat(json.get("layer2").fieldNames())
        .toIterable()
        .containsExactly("1", "4", "9", "13", "18");
    assertThat(json.get("layer1").get("24").doubleValue()).isPositive();

    byte[] measured = Files.readAllBytes(table);
    Path journal = run.resolve("removals.jsonl");
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, 4));
    assertThat(prune()).isEqualTo(whole);
    assertThat(table).hasBinaryContent(measured);
  }

  /** Magnitudes are above 0, so a layer that saves nothing is last. */
  @Test
  void whatIsWrittenDecides() throws IOException {
    prune();
    Files.delete(run.resolve("removals.jsonl"));
    Files.writeString(table, "{\"layer1\":{\"1\":2,\"24\":2},\"layer2\":{\"1\":1,\"18\":2}}");
    assertThat(prune()).hasSize(9).allMatch(neuron -> neuron.startsWith("layer2:"));
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    prune();
    for (String wrong : List.of("[1]", "{}", "{\"layer1\":{\"1\":2,\"24\":2}}", "{\"layer1\":3}")) {
      Files.writeString(table, wrong);
      assertThatThrownBy(this::prune)
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining(table.toString())
          .hasMessageContaining("was expected to say how long the network takes");
    }
    Files.delete(table);
    assertThatThrownBy(this::prune).hasMessageContaining("was expected to say how long");
  }

  @Test
  void itIsWrittenDownSomewhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(null))
        .withMessage("--per latency goes with --run, where it is written down what was measured");
  }
}
