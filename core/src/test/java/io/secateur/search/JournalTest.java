package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as others read it. */
class JournalTest {
  private static final Layer LAYER = new Layer("a \"b\"\n", "unit", 9, null, 0, List.of());

  @TempDir Path folder;

  private static Removal removal(int step, double accuracy) {
    return new Removal(step, new Neuron(step, LAYER, step), -0.25, 1.5, accuracy, 0.125);
  }

  @Test
  void oneLineARemovalUnderTheAgreedNames() throws IOException {
    Path run = folder.resolve("deep").resolve("run");
    try (Journal journal = new Journal(run)) {
      journal.add(removal(1, 0.75));
      List<String> lines = Files.readAllLines(run.resolve("removals.jsonl"));
      assertThat(lines).hasSize(1);
      JsonNode line = new ObjectMapper().readTree(lines.get(0));
      assertThat(line.fieldNames())
          .toIterable()
          .containsExactly("step", "layer", "neuron", "predicted", "error", "accuracy", "seconds");
      assertThat(line.get("step").intValue()).isEqualTo(1);
      assertThat(line.get("layer").textValue()).isEqualTo("a \"b\"\n");
      assertThat(line.get("neuron").intValue()).isEqualTo(1);
      assertThat(line.get("predicted").doubleValue()).isEqualTo(-0.25);
      assertThat(line.get("error").doubleValue()).isEqualTo(1.5);
      assertThat(line.get("accuracy").doubleValue()).isEqualTo(0.75);
      assertThat(line.get("seconds").doubleValue()).isEqualTo(0.125);
    }
  }

  @Test
  void everyLineIsOnDiskAndWholeBeforeTheNext() throws IOException {
    try (Journal journal = new Journal(folder)) {
      for (int step = 1; step <= 3; step++) {
        journal.add(removal(step, 0.5));
        String text = Files.readString(folder.resolve("removals.jsonl"));
        assertThat(text).endsWith("}\n");
        assertThat(text.lines()).hasSize(step);
      }
    }
  }

  @Test
  void whatIsNotANumberIsNull() throws IOException {
    try (Journal journal = new Journal(folder)) {
      journal.add(removal(1, Double.NaN));
    }
    String text = Files.readString(folder.resolve("removals.jsonl"));
    assertThat(new ObjectMapper().readTree(text).get("accuracy").isNull()).isTrue();
  }

  @Test
  void anotherRunsFolderIsRefusedAndLeftAsItIs() throws IOException {
    Files.writeString(folder.resolve("removals.jsonl"), "precious\n");
    assertThatThrownBy(() -> new Journal(folder))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("holds a run already");
    assertThat(folder.resolve("removals.jsonl")).hasContent("precious");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidSo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Journal(file.resolve("run")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("cannot be used");
  }
}
