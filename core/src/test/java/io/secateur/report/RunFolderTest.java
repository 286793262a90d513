package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder is the run of one provenance only. */
class RunFolderTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void claim() {
    folder = temporary.resolve("runs").resolve("one");
    RunFolder.claim(folder, provenance(Map.of(), Map.of()));
  }

  private static Map<String, Object> provenance(
      Map<String, Object> other, Map<String, Object> otherOptions) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("model", "net.onnx");
    options.put("take", 3_000_000_000L);
    options.put("scale", 1 / 255.0);
    options.put("mean", List.of(0.5, 0.25));
    options.put("by", "brute-force");
    options.putAll(otherOptions);
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", "1.0");
    provenance.put("jvm", "17");
    provenance.put("options", options);
    provenance.put("seed", 1L);
    provenance.put("model_sha256", "ab");
    provenance.put("data_sha256", "cd");
    provenance.putAll(other);
    return provenance;
  }

  @Test
  void itSaysWhatItIsARunOfButNotOnWhat() throws IOException {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("version", "options", "seed", "model_sha256", "data_sha256");
    assertThat(json.get("options").get("scale").doubleValue()).isEqualTo(1 / 255.0);
  }

  @Test
  void theSameAgainGoesOn() throws IOException {
    String before = Files.readString(folder.resolve("run.json"));
    RunFolder.check(folder, provenance(Map.of(), Map.of()));
    RunFolder.claim(folder, provenance(Map.of("jvm", "25"), Map.of("model", "/else/net.onnx")));
    assertThat(folder.resolve("run.json")).content().isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version        | 1.1 | Secateur was 1.0 and is 1.1",
        "seed           | 2   | --seed was 1 and is 2",
        "model_sha256   | xy  | its model was another",
        "data_sha256    | xy  | its data was another",
        "holdout_sha256 | xy  | it had no holdout",
      })
  void whatDiffersIsSaid(String name, String value, String sentence) {
    Object other = name.equals("seed") ? (Object) Long.valueOf(value) : value;
    refused(provenance(Map.of(name, other), Map.of()), sentence);
  }

  @Test
  void soAreOptions() {
    refused(
        provenance(Map.of(), Map.of("by", "random", "skip", 20, "mean", List.of(0.5))),
        "--mean was [0.5,0.25] and is [0.5], --by was brute-force and is random, --skip was not"
            + " given and is 20;");
    Map<String, Object> less = provenance(Map.of("options", Map.of("by", "brute-force")), Map.of());
    refused(less, "--take was 3000000000 and is not given");
  }

  private void refused(Map<String, Object> provenance, String sentence) {
    assertThatThrownBy(() -> RunFolder.check(folder, provenance))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("the run folder '" + folder + "' holds another run: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void aRunThatDoesNotSayWhatItIsIsRefused() throws IOException {
    for (String text : List.of("", "{", "no")) {
      Files.writeString(folder.resolve("run.json"), text);
      assertThatThrownBy(() -> RunFolder.check(folder, provenance(Map.of(), Map.of())))
          .isInstanceOf(UnusableException.class);
    }
    Files.delete(folder.resolve("run.json"));
    RunFolder.check(folder, provenance(Map.of(), Map.of()));
    Files.createFile(folder.resolve("removals.jsonl"));
    assertThatThrownBy(() -> RunFolder.check(folder, provenance(Map.of(), Map.of())))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("holds a run already");
  }
}
