package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compare and surface make of repair. */
class CompareRepairTest {
  @TempDir private Path folder = Path.of("");

  /** A comparison's run is the one that prune makes, which writes it into its journal. */
  @Test
  void aRunIsThatOfPruneAndHasNoSurfaceByGatesAlone() throws IOException {
    Example example = Example.in(folder);
    Path run = folder.resolve("run");
    Run pruned =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--neurons",
            3,
            "--repair",
            "least-squares",
            "--run",
            run,
            "-o",
            folder.resolve("small.onnx"));
    assertThat(pruned.code()).isZero();
    Path results = folder.resolve("results");
    Run compared =
        Run.of(
            "compare",
            example.model(),
            "--data",
            example.data(),
            "--by",
            "brute-force",
            "--repair",
            "least-squares",
            "--neurons",
            3,
            "-o",
            results,
            "--json");

    assertThat(compared.code()).isZero();
    List<String> journal = Files.readAllLines(run.resolve("removals.jsonl"));
    List<String> curve = Files.readAllLines(results.resolve("curves.csv"));
    int column = List.of(curve.get(0).split(",", -1)).indexOf("error");
    for (int i = 0; i < 3; i++) {
      double error = new ObjectMapper().readTree(journal.get(i)).get("error").asDouble();
      double found = Double.parseDouble(curve.get(2 + i).split(",", -1)[column]);
      // samples may stand in another order, and sums be rounded otherwise
      assertThat(found).isCloseTo(error, within(1e-6 * error));
    }
    JsonNode first = compared.json().get("rankings").get(0);
    assertThat(first.get("kendall").asDouble()).isEqualTo(1); // with itself, repaired too
    assertThat(results.resolve("page.html")).content().contains("least-squares");
    assertThat(
            Run.of(
                    "compare",
                    example.model(),
                    "--data",
                    example.data(),
                    "--by",
                    "brute-force",
                    "--neurons",
                    3,
                    "-o",
                    results)
                .err())
        .contains("holds another run: --repair was least-squares");

    Run surface =
        Run.of(
            "surface",
            example.model(),
            "--data",
            example.data(),
            "--neuron",
            "hidden:0",
            "--removed",
            run,
            "-o",
            folder.resolve("s.csv"));
    assertThat(surface.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(surface.err()).contains("changed weights with --repair least-squares");
  }

  /** Repair gives the layers biases, which the file has not until neurons before them go. */
  @Test
  void parametersAreThoseOfTheFile() throws IOException {
    Path results = folder.resolve("results");
    Run compared =
        Run.of(
            "compare",
            Example.two(folder),
            "--data",
            Example.in(folder).data(),
            "--by",
            "brute-force",
            "--repair",
            "mean",
            "--params",
            "74%",
            "-o",
            results);
    assertThat(compared.code()).isZero();
    String html = Files.readString(results.resolve("page.html"));
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(start) + start.length();
    JsonNode page =
        new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
    List<JsonNode> stations = page.findValues("stations");
    assertThat(stations).hasSize(1);
    JsonNode first = stations.get(0).get(0);
    JsonNode last = stations.get(0).get(stations.get(0).size() - 1);
    long all = 4 * 5 + 5 * 3 + 3 * 3;
    assertThat(first.get("parameters").asLong()).isEqualTo(all);
    assertThat(last.get("parameters").asLong()).isLessThanOrEqualTo(Math.round(0.74 * all));
  }

  /** The last layer reads 6 numbers. */
  @Test
  void fewerRowsThanWeightsAreSpokenOf() throws IOException {
    assertThat(compared(5)).contains("6 weights for each output, and 5 rows of data");
    assertThat(compared(6)).doesNotContain("rows of data");
  }

  /** What is said on the way. */
  private String compared(int samples) throws IOException {
    Example example = Example.in(folder);
    Run run =
        Run.of(
            "compare",
            example.model(),
            "--data",
            example.data(),
            "--take",
            samples,
            "--by",
            "first-order",
            "--repair",
            "least-squares",
            "--neurons",
            1,
            "-o",
            folder.resolve("of-" + samples));
    assertThat(run.code()).isZero();
    return run.err();
  }
}
