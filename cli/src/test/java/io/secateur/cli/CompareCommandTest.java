package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compare and surface say and write. */
class CompareCommandTest {
  @TempDir private static Path folder = Path.of("");
  private static Example example = new Example(folder, folder);

  @TempDir private Path results = Path.of("");

  @BeforeAll
  static void write() {
    example = Example.in(folder);
  }

  private Run compare(Object... more) {
    Object[] words = {"compare", example.model(), "--data", example.data(), "-o", results};
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Run.of(all);
  }

  @Test
  void aComparisonIsTablesOnDiskAndOnTheTerminal() throws IOException {
    Run run =
        compare(
            "--by",
            "brute-force,random",
            "--order",
            "reranked,single",
            "--pairs",
            4,
            "--surfaces",
            3);

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("brute-force, reranked +6 ")
        .containsPattern("random, single +6 ")
        .containsPattern("brute-force +brute-force, reranked +\\+1\\.00")
        .contains("tau, 0 %", "rho, 0 %", "regret", "passes", "written  " + results);
    assertThat(run.err()).contains("1 of 4: brute-force, reranked.", "4 neurons two by two");
    assertThat(lines("curves.csv")).hasSize(1 + 4 * 7);
    assertThat(lines("rankings.csv")).hasSize(1 + 4 * (2 + 1 + 1 + 1));
    assertThat(lines("neurons.csv")).hasSize(1 + 6);
    assertThat(lines("pairs.csv")).hasSize(1 + 4 * 3 / 2);
    assertThat(lines("surfaces.csv")).hasSize(1 + 2 * 10_001);
    assertThat(results.resolve("page.html")).content().contains("net.onnx", "6 neurons removed");
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(results.resolve(file));
  }

  @Test
  void theSameCommandMakesNothingTwiceAndMoreIsAdded() {
    JsonNode first = compare("--by", "brute-force", "--json").json();
    Run again = compare("--by", "brute-force,random", "--json");

    assertThat(again.err()).contains("1 of 2: brute-force, reranked was found whole.");
    JsonNode json = again.json();
    assertThat(json.get("runs")).hasSize(2);
    assertThat(json.get("runs").get(0)).isEqualTo(first.get("runs").get(0));
    assertThat(json.get("whole").asBoolean()).isTrue();
    assertThat(json.get("neurons").asInt()).isEqualTo(6);
    assertThat(json.get("rankings").get(0).get("kendall").asDouble()).isEqualTo(1);
  }

  @Test
  void anotherComparisonIsNotMixedIn() {
    assertThat(compare("--by", "random").code()).isZero();
    Run run = compare("--by", "random", "--take", 20);

    assertThat(run.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.err()).contains("holds another run: --take was not given and is 20");
  }

  @Test
  void aStopAndAHoldoutCountAsForPrune() throws IOException {
    Run run = compare("--by", "random", "--neurons", 2, "--holdout", example.data());

    assertThat(run.code()).isZero();
    assertThat(lines("curves.csv")).hasSize(1 + 3);
    String[] last = lines("curves.csv").get(3).split(",", -1);
    assertThat(last[8]).isNotEmpty().isEqualTo(last[9]); // the holdout is the ranking data
  }

  @Test
  void aSurfaceIsWrittenAsATableAndAsAPicture() throws IOException {
    Path csv = results.resolve("s.csv");
    JsonNode json =
        Run.of(
                "surface",
                example.model(),
                "--data",
                example.data(),
                "--neuron",
                "hidden:2",
                "--to",
                2,
                "--step",
                0.5,
                "-o",
                csv,
                "--json")
            .json();

    assertThat(json.get("values").asInt()).isEqualTo(5);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(6);
    String[] atOne = lines.get(3).split(",", -1);
    assertThat(atOne[3]).isEqualTo("1.0");
    assertThat(Double.parseDouble(atOne[4]))
        .isCloseTo(json.get("error").asDouble(), org.assertj.core.data.Offset.offset(1e-6));

    Path svg = results.resolve("s.svg");
    Run run =
        Run.of(
            "surface",
            example.model(),
            "--data",
            example.data(),
            "--neuron",
            "hidden:2",
            "-o",
            svg);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("hidden:2", "10,001 values");
    assertThat(svg).content().startsWith("<svg").endsWith("</svg>\n");
  }

  /** What a run removed is gone, as far as is asked for. */
  @Test
  void aSurfaceMayBeOfARunsNetwork() {
    Path run = results.resolve("run");
    Run pruned =
        Run.of(
            "prune",
            example.model(),
            "--data",
            example.data(),
            "--neurons",
            3,
            "--run",
            run,
            "-o",
            results.resolve("small.onnx"),
            "--json");
    assertThat(pruned.code()).isZero();
    Path out = results.resolve("s.csv");
    Object[] words = {
      "surface",
      example.model(),
      "--data",
      example.data(),
      "--neuron",
      "hidden:0",
      "--step",
      1,
      "-o",
      out,
      "--json",
      "--removed",
      run
    };
    JsonNode whole = Run.of(words).json();
    Object[] two = java.util.Arrays.copyOf(words, words.length + 2);
    two[words.length] = "--after";
    two[words.length + 1] = 2;
    JsonNode part = Run.of(two).json();

    assertThat(whole.get("removed").asInt()).isBetween(2, 3); // hidden:0 may be one of them
    assertThat(part.get("removed").asInt()).isBetween(1, 2);
    two[words.length + 1] = 4;
    assertThat(Run.of(two).err()).contains("holds 3 removals, and --after asks for 4");
  }

  /** Gates alone do not make the network of a run that fitted weights anew. */
  @Test
  void aSurfaceIsNotOfARepairedRun() {
    Path run = results.resolve("run");
    Object[] prune = {
      "prune",
      example.model(),
      "--data",
      example.data(),
      "--neurons",
      2,
      "--repair",
      "mean",
      "--run",
      run,
      "-o",
      results.resolve("small.onnx")
    };
    assertThat(Run.of(prune).code()).isZero();
    Run surface =
        Run.of(
            "surface",
            example.model(),
            "--data",
            example.data(),
            "--neuron",
            "hidden:0",
            "--removed",
            run.resolve("removals.jsonl"),
            "-o",
            results.resolve("s.svg"));
    assertThat(surface.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(surface.err()).contains("changed weights with --repair mean");
    assertThat(results.resolve("s.svg")).doesNotExist();
  }
}
