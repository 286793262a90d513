package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON on disk, whole or not at all. */
class JsonTest {
  @TempDir Path folder;

  @Test
  void whatIsNotANumberHasNoWord() {
    assertThat(Json.number(Double.NaN)).isNull();
    assertThat(Json.number(Double.NEGATIVE_INFINITY)).isNull();
    assertThat(Json.number(-0.5)).isEqualTo(-0.5);
  }

  @Test
  void aFileIsReplacedWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("map.json"), "old and much longer than the new");
    Json.write(Map.of("layer", List.of(1, 2)), file);
    assertThat(file).hasContent("{\n  \"layer\" : [ 1, 2 ]\n}\n");
    assertThat(files()).containsExactly("map.json");
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
