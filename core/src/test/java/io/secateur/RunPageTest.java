package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.engine.repair.Repair;
import io.secateur.report.PruneResult;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import io.secateur.testing.SmallPruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a run: what it holds is what the run found. */
class RunPageTest {
  @TempDir private Path folder;

  private PruneOptions options(Repair repair) {
    return SmallPruning.in(folder)
        .options("magnitude", Stops.after(12), folder.resolve("small.onnx"), folder.resolve("run"))
        .toBuilder()
        .repair(repair)
        .build();
  }

  private PruneResult prune(PruneOptions options) {
    return Pruner.prune(options, SmallPruning.in(folder).listener());
  }

  private static JsonNode data(Path page) throws IOException {
    String html = Files.readString(page);
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(start) + start.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  private static JsonNode section(JsonNode page, String kind) {
    for (JsonNode section : page.get("sections")) {
      if (section.get("kind").asText().equals(kind)) {
        return section;
      }
    }
    throw new AssertionError("no " + kind + " in " + page);
  }

  /** The confusion matrix is of the network at the end, so its diagonal is the final accuracy. */
  @ParameterizedTest
  @EnumSource(Repair.class)
  void theLastStationIsTheNetworkThatWasWritten(Repair repair) throws IOException {
    PruneOptions options = options(repair);
    PruneResult result = prune(options);
    Path file = folder.resolve("page.html");
    RunPage.write(options, result, file);
    JsonNode walk = section(data(file), "Walk");
    JsonNode stations = walk.at("/paths/0/stations");
    assertThat(stations).hasSize(13);
    assertThat(accuracy(stations.get(0))).isEqualTo(result.before().accuracy());
    assertThat(accuracy(stations.get(12))).isEqualTo(result.after().accuracy());
    assertThat(stations.get(12).get("neurons").asInt()).isEqualTo(result.after().neurons());
    assertThat(stations.get(0).get("parameters").asLong()).isEqualTo(result.before().parameters());
    assertThat(stations.get(12).get("parameters").asLong()).isEqualTo(result.after().parameters());
    assertThat(
            walk.at("/paths/0/gone").get(result.search().removals().get(4).neuron().id()).asInt())
        .isEqualTo(5);
  }

  /** Only the last layer loses neurons before it, so only its reader gets a bias. */
  @Test
  void biasesThatRepairAddsCountWhereTheyAreAdded() throws IOException {
    PruneOptions small = options(Repair.MEAN);
    Path model = folder.resolve("unbiased.onnx");
    SmallPruning.unbiased().write(model);
    PruneOptions options =
        PruneOptions.builder(model, small.data(), folder.resolve("unbiased-small.onnx"))
            .by("magnitude")
            .repair(Repair.MEAN)
            .scope(new Scope(List.of("c"), List.of()))
            .stops(Stops.after(2))
            .build();
    PruneResult result = prune(options);
    Path file = folder.resolve("page.html");
    RunPage.write(options, result, file);
    JsonNode stations = section(data(file), "Walk").at("/paths/0/stations");
    long all = 16 * 24 + 24 * 18 + 18 * 3;
    long left = 16 * 24 + 24 * 16 + 16 * 3 + 3;
    assertThat(stations.get(0).get("parameters").asLong()).isEqualTo(all);
    assertThat(stations.get(2).get("parameters").asLong()).isEqualTo(left);
    assertThat(result.after().parameters()).isEqualTo(left);
  }

  private static double accuracy(JsonNode station) {
    JsonNode matrix = station.get("confusion");
    int right = 0;
    int all = 0;
    for (int i = 0; i < matrix.size(); i++) {
      right += matrix.get(i).get(i).asInt();
      for (JsonNode count : matrix.get(i)) {
        all += count.asInt();
      }
    }
    return (double) right / all;
  }

  @Test
  void curvesAreTheJournalAndNoOtherFileChanges() throws IOException {
    PruneOptions options = options(Repair.NONE);
    PruneResult result = prune(options);
    Map<Path, byte[]> before = files();
    Path file = folder.resolve("page.html");
    RunPage.write(options, result, file);
    Map<Path, byte[]> after = files();
    assertThat(after.remove(file)).isNotNull();
    assertThat(after).containsOnlyKeys(before.keySet());
    before.forEach((path, bytes) -> assertThat(after.get(path)).isEqualTo(bytes));

    JsonNode errors = section(data(file), "Curves").at("/lines/0/error/mid");
    JsonNode accuracies = section(data(file), "Curves").at("/lines/0/accuracy/mid");
    assertThat(errors).hasSize(13);
    for (int i = 0; i < 12; i++) {
      double error = result.search().removals().get(i).error();
      assertThat(errors.get(i + 1).asDouble()).isCloseTo(error, within(1e-5 * error));
      assertThat(accuracies.get(i + 1).asDouble())
          .isCloseTo(result.search().removals().get(i).accuracy(), within(1e-5));
    }
    RunPage.write(options, result, folder.resolve("again.html"));
    assertThat(folder.resolve("again.html")).hasSameBinaryContentAs(file);
  }

  private Map<Path, byte[]> files() throws IOException {
    Map<Path, byte[]> files = new HashMap<>();
    try (var all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        files.put(path, Files.readAllBytes(path));
      }
    }
    return files;
  }
}
