package io.secateur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.bench.cost.Cost;
import io.secateur.bench.cost.RandomProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesBothWaysOnAModelOfOnesOwn() {
    files();
    assertThat(run("side-by-side", model(), "--data", data(), "--error", "squared", "--whole"))
        .isEqualTo(Main.DONE);
    assertThat(out.toString())
        .contains("8 neurons, 100 samples, error squared; 8 removals")
        .contains("all 36 candidates")
        .contains("same          8 removals, the same neurons in the same order");
  }

  @Test
  void aShortcutIsHeldAgainstTheExactSearch() {
    files();
    String[] subject = {"side-by-side", model(), "--data", data(), "--seconds", "0.1"};
    String[] all = Arrays.copyOf(subject, subject.length + 2);
    all[subject.length] = "--shortlist";
    all[subject.length + 1] = "8";
    assertThat(run(all)).isEqualTo(Main.DONE);
    assertThat(out.toString())
        .contains("shortlist 8")
        .containsPattern("naive / ranking alone .* x, by the shortcut .* x warm")
        .contains("8 of 8 removals are the exact ones at their places, the first 8 all")
        .contains("at most 0.000 % above the exact one's, 0.000 % on average");
  }

  /** Five ways of one ranking, of which the first gains nothing on itself. */
  @Test
  void everyStepIsMeasured() {
    files();
    assertThat(run("steps", model(), "--data", data(), "--error", "squared", "--seconds", "0.05"))
        .isEqualTo(Main.DONE);
    assertThat(out.toString().lines().filter(line -> line.contains(" x ")))
        .hasSize(5)
        .first()
        .asString()
        .matches("naive.* 1 x +1 x"); // how wide the columns are depends on what is below
  }

  /** 4 FLOPs in 10 are left after 5 of 8 neurons at the latest, whatever they are ranked by. */
  @Test
  void everyRungOfTheLadderIsClimbed() {
    files();
    String[] ladder = {
      "ladder", model(), "--data", data(), "--holdout", data(), "--by", "first-order,magnitude"
    };
    assertThat(run(ladder)).as(err.toString()).isEqualTo(Main.DONE);
    assertThat(out.toString().lines().filter(line -> line.matches("\\|.*\\d\\.\\d\\d .*")))
        .hasSize(6)
        .allMatch(
            line -> line.matches("\\| \\S+ \\| \\S+ \\|( \\d+\\.\\d\\d \\|){5} \\d+ \\| \\d+ \\|"));
  }

  @Test
  void aShortcutIsForASearch() {
    files();
    String[] ranking = {
      "side-by-side", model(), "--data", data(), "--removals", "0", "--confidence", "0.9"
    };
    assertThat(run(ranking)).isEqualTo(Main.WRONG_USE);
    assertThat(err.toString())
        .contains("--confidence is for a search: give --removals, at least 1");
  }

  @Test
  void aRowOfTheTableIsARankingOfAllNeurons() {
    files();
    assertThat(run("cost-row", model(), "--data", data(), "--take", "70", "--seconds", "0.1"))
        .isEqualTo(Main.DONE);
    Cost cost = Cost.parse(out.toString().strip());
    assertThat(cost.neurons()).isEqualTo(8);
    assertThat(cost.samples()).isEqualTo(70);
    assertThat(cost.cold()).isPositive();
    assertThat(Cost.parse(cost.line())).isEqualTo(cost);
  }

  /** All but the outputs can go, and what is left is the gated original. */
  @Test
  void aRowOfTheCoverageIsAProof() {
    files();
    assertThat(run("coverage-row", model(), "--seeds", "2")).isEqualTo(Main.DONE);
    assertThat(out.toString()).startsWith("| net | 0 | 1 | 8 | 100.0 % | ").endsWith(" MB |  |\n");
    String[] cells = out.toString().split(" \\| ", -1);
    assertThat(Double.parseDouble(cells[5])).isGreaterThan(1e-3);
    assertThat(Double.parseDouble(cells[6])).isLessThan(1e-5);
  }

  @Test
  void aFileThatCannotBeUsedIsARowToo() {
    assertThat(run("coverage-row", folder.resolve("missing.onnx").toString())).isEqualTo(Main.DONE);
    assertThat(out.toString())
        .startsWith("| missing | | | | | | | | | refused: model '")
        .endsWith("missing.onnx' is not a file |\n");
  }

  @Test
  void wrongUseIsAnsweredInOneSentence() {
    assertThat(run("side-by-side", "none")).isEqualTo(Main.WRONG_USE);
    assertThat(err.toString()).startsWith("bench: a case must be one of one-layer");
  }

  @Test
  void unusableDataIsAnsweredInOneSentence() {
    files();
    String missing = folder.resolve("missing.npz").toString();
    assertThat(run("side-by-side", model(), "--data", missing)).isEqualTo(Main.UNUSABLE);
    assertThat(err.toString()).startsWith("bench: ").contains("missing.npz");
  }

  @Test
  void numbersAreShort() {
    assertThat(Words.seconds(0)).isEqualTo("0 ns");
    assertThat(Words.seconds(5.444e-8)).isEqualTo("54.4 ns");
    assertThat(Words.seconds(6.172e-6)).isEqualTo("6.17 us");
    assertThat(Words.seconds(0.03124)).isEqualTo("31.2 ms");
    assertThat(Words.seconds(0.3121)).isEqualTo("0.312 s");
    assertThat(Words.seconds(1234)).isEqualTo("1,230 s");
    assertThat(Words.times(46.23)).isEqualTo("46.2 x");
    assertThat(Words.little(0.00031)).isEqualTo("0.031 %");
    assertThat(Words.little(-1e-8)).isEqualTo("0.000 %");
    assertThat(Words.megabytes(1_234_500_000)).isEqualTo("1,235 MB");
  }

  private void files() {
    RandomProblem.network(Path.of(model()), 8, 1);
    RandomProblem.data(Path.of(data()), 100);
  }

  private String model() {
    return folder.resolve("net.onnx").toString();
  }

  private String data() {
    return folder.resolve("data.npz").toString();
  }

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
