package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong has its exit code and one sentence, and leaves no file. */
class WrongUseTest {
  @TempDir private Path folder = Path.of("");
  private Example example = new Example(folder, folder);
  private Path out = folder;

  @BeforeEach
  void write() {
    example = Example.in(folder);
    out = folder.resolve("small.onnx");
  }

  @AfterEach
  void nothingIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().matches(".*part|small.*"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--neurons 1 --by brute            | --by must be one of brute-force, first-order",
        "--neurons 1 --threshold mean      | --threshold goes with --by second-order",
        "--threshold big                   | 'big' is not mean or median",
        "--order twice                     | --order must be reranked or single, not 'twice'",
        "--neurons 1 --step none           | --step must be a whole number such as 120 or a",
        "--neurons 1 --step 0              | --step must be more than 0, not 0",
        "--neurons 1 --step 2 --order single | --step goes with --order reranked, not single",
        "--repair glue                     | --repair must be one of none, mean, least-squares",
        "--error absolute                  | --error must be one of auto, squared",
        "--neurons 140%                    | --neurons must be a whole number such as 120 or a",
        "--neurons many                    | --neurons must be a whole number such as 120 or a",
        "--params 1.5                      | --params must be a whole number",
        "--flops -1                        | --flops must be a whole number",
        "--keep-accuracy 200               | --keep-accuracy must be 0 to 100",
        "--keep-accuracy little            | 'little' is not a number",
        "--widths 3,x                      | --widths must be a whole number such as 120 or a",
        "--max-error 0                     | --max-error must be more than 0",
        "--scale 1/x                       | '1/x' is not a number or a fraction such as 1/255",
        "--scale 1/0                       | --scale must be a number other than 0",
        "--mean 1,x                        | 'x' is not a number",
        "--mean 1,2 --std 1                | --mean and --std must have equally many values",
        "--take 0                          | --take must be at least 1",
        "--take some                       | 'some' is not a whole number",
        "--seed 1.5                        | '1.5' is not a whole number",
        "--neuron 5                        | no option '--neuron'; did you mean '--neurons'",
        "--neurons 1 --neurons 2           | '--neurons' (AMOUNT) should be specified only once",
        "--neurons 1 --confidence 1        | --confidence must be more than 0 and less than 1",
        "--neurons 1 --confidence high     | 'high' is not a number",
        "--neurons 1 --shortlist 0         | --shortlist must be at least 1, not 0",
        "--neurons 1 --shortlist few       | 'few' is not a whole number",
        "--neurons 1 --shortlist 2 --step 3 | must be at least the 3 neurons of --step, not 2",
        "--neurons 1 --lazy --shortlist 3  | --confidence, --shortlist and --lazy exclude each",
        "--neurons 1 --lazy --confidence 0.9 | --confidence, --shortlist and --lazy exclude each",
        "--neurons 1 --lazy --by random    | --lazy goes with --by brute-force, not random",
        "--neurons 1 --lazy --order single | --lazy goes with --order reranked, not single",
        "--neurons 1 --lazy --audit 0      | --audit must be at least 1, not 0",
        "--neurons 1 --audit 5             | --audit goes with --confidence, --shortlist or",
        "--neurons 1 --memory 1m           | --memory must be at least 16m, not 1048576 bytes",
        "--neurons 1 --only=               | --only must be a layer's name or a pattern such as",
        "--neurons 1 --except=             | --except must be a layer's name or a pattern such",
        "--neurons 1 --multiple-of 0       | --multiple-of must be at least 1",
        "--neurons 1 --multiple-of some    | 'some' is not a whole number",
        "--neurons 1 --multiple-of 4 --step 2 | --multiple-of ranks again after every group",
        "--neurons 1 --multiple-of 4 --lazy | so --lazy, which does not measure all, does not go",
        "more                              | no argument 'more'",
      })
  void aWrongFlagIsWrongUse(String flags, String sentence) {
    Run run = prune(flags.split(" "));

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--by brute                        | --by must be one of brute-force, first-order",
        "--by random,random                | 'random, reranked' is compared with itself",
        "--by random --order twice         | --order must be reranked or single, not 'twice'",
        "--by random --threshold mean      | --threshold goes with --by second-order, not random",
        "--by random --rank-at 100         | --rank-at must be percentages from 0 to less than 100",
        "--by random --rank-at half        | 'half' is not a number",
        "--by random --pairs 1             | --pairs must be 0 or at least 2, not 1",
        "--by random --surfaces 0          | --surfaces must be at least 1, not 0",
        "--by random --order single --step 2 | --step goes with --order reranked, not single",
        "--by random --step 0              | --step must be more than 0, not 0",
        "--by random --neurons many        | --neurons must be a whole number",
        "--order single                    | --by",
      })
  void aWrongComparisonIsWrongUse(String flags, String sentence) {
    Run run = withOutput("compare", folder.resolve("small"), flags.split(" "));

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --neuron hidden               | --neuron must be a layer's name, a colon and a number",
        "2 | --neuron :3                   | --neuron must be a layer's name, a colon and a number",
        "2 | --neuron hidden:1 --step 0    | --step must be more than 0",
        "2 | --neuron hidden:1 --from 3 --to 2 | --from must be less than --to",
        "2 | --neuron hidden:1 --after 3   | --after goes with --removed",
        "3 | --neuron hidden:6             | layer 'hidden' has 6 neurons, the last of which is 5",
        "3 | --neuron logits:1             | no layer 'logits' whose neurons can be removed; such"
            + " are",
        "3 | --neuron hidden:1 --removed nothing | the journal 'nothing' cannot be read",
      })
  void aWrongSurfaceIsWrongUse(int code, String flags, String sentence) {
    Run run = withOutput("surface", folder.resolve("small.svg"), flags.split(" "));

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err().lines().filter(line -> line.startsWith("secateur: ")))
        .hasSize(1)
        .allMatch(line -> line.contains(sentence));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aSurfaceIsATableOrAPicture() {
    Run run = withOutput("surface", folder.resolve("small.png"), "--neuron", "hidden:1");

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--output must end in .csv or .svg, not 'small.png'");
  }

  private Run withOutput(String command, Path output, String... flags) {
    List<Object> words =
        new ArrayList<>(List.of(command, example.model(), "--data", example.data(), "-o", output));
    words.addAll(List.of(flags));
    return Run.of(words.toArray());
  }

  @Test
  void aHoldoutMustBeNamed() {
    Run run = prune("--neurons", "1", "--holdout", "");

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--holdout must name a file");
  }

  @Test
  void aStopMustBeGiven() {
    Run run = Run.of("prune", example.model(), "--data", example.data(), "-o", out);

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("say when to stop: --neurons");
  }

  @Test
  void dataMustBeGiven() {
    Run run = Run.of("evaluate", example.model());

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--data");
  }

  @Test
  void anOutputMustBeGiven() {
    Run run = Run.of("prune", example.model(), "--data", example.data(), "--neurons", 1);

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--output");
  }

  @Test
  void aMistypedCommandIsSuggested() {
    Run run = Run.of("prun", example.model());

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("'prun'", "did you mean 'prune'");
  }

  @ParameterizedTest
  @CsvSource({"input", "input=", "=3", "input=3;4", "input=0", "'input=3,-1'"})
  void aWrongShapeIsWrongUse(String shape) {
    Run run = Run.of("inspect", example.model(), "--shape", shape);

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--shape must be an input and its sizes", shape);
  }

  /** How many neurons a share is can be told when the network is open. */
  @Test
  void aShortlistThatIsShorterThanAStep() {
    unusable(
        prune("--neurons", "1", "--shortlist", "2", "--step", "50%"),
        "--shortlist must be at least the 3 neurons that --step 50% is of this network, not 2");
  }

  /** What layers there are can be told when the network is open. */
  @Test
  void aPatternThatMatchesNoLayer() {
    String known = "matches no layer; those that can be pruned are hidden.";
    unusable(prune("--neurons", "1", "--only", "fc*"), "--only 'fc*' " + known);
    unusable(prune("--neurons", "1", "--except", "Hidden"), "--except 'Hidden' " + known);
    unusable(
        prune("--neurons", "1", "--except", "h*"),
        "--only and --except leave no layer that can be pruned; those that can be pruned are");
  }

  @Test
  void rankTakesAShortlistOfBruteForce() {
    Run run =
        Run.of(
            "rank", example.model(), "--data", example.data(), "--by", "random", "--shortlist", 2);

    assertThat(run.code()).isEqualTo(Failures.WRONG_USE);
    assertThat(run.sentence()).contains("--shortlist goes with --by brute-force, not random");
  }

  @Test
  void aModelThatIsMissing() {
    Run run = Run.of("inspect", folder.resolve("none.onnx"));

    unusable(run, "none.onnx' is not a file");
  }

  @Test
  void aModelThatIsCutShort() throws IOException {
    byte[] whole = Files.readAllBytes(example.model());
    Files.write(example.model(), Arrays.copyOf(whole, whole.length / 2));

    unusable(prune("--neurons", "1"), "cut short");
  }

  @Test
  void dataThatIsMissing() {
    Run run = Run.of("evaluate", example.model(), "--data", folder.resolve("none.npz"));

    unusable(run, "none.npz' does not exist");
  }

  @Test
  void labelsThatAreMissing() {
    Run run =
        Run.of(
            "evaluate",
            example.model(),
            "--data",
            example.unlabelled(),
            "--error",
            "cross-entropy");

    assertThat(run.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).contains("secateur: the data has no targets 'y'");
  }

  @Test
  void aLabelOutOfRange() {
    Run run = Run.of("evaluate", example.model(), "--data", example.wronglyLabelled());

    assertThat(run.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("secateur: ", "3");
  }

  @Test
  void anOutputInAFolderThatIsMissing() {
    out = folder.resolve("none/small.onnx");

    unusable(prune("--neurons", "1"), "its folder does not exist; create it first");
  }

  @Test
  void anOutputWhereNothingCanBeWritten() {
    out = Path.of("/proc/small.onnx");

    unusable(prune("--neurons", "1"), "/proc");
  }

  @Test
  void anOutputThatIsAFolder() {
    out = folder;

    unusable(prune("--neurons", "1"), "it is a folder; give a file's name");
  }

  @Test
  void anOutputThatIsADevice() {
    out = Path.of("/dev/null");

    unusable(prune("--neurons", "1"), "it is not a file");
    assertThat(out).exists().isNotEqualTo(folder);
  }

  @Test
  void anOutputThatIsTheModelOrTheData() throws IOException {
    byte[] before = Files.readAllBytes(example.model());

    out = folder.resolve(".").resolve("net.onnx");
    unusable(prune("--neurons", "1"), "it is the model itself");
    out = example.data();
    unusable(prune("--neurons", "1"), "it is the data");

    assertThat(example.model()).hasBinaryContent(before);
  }

  @Test
  void aRunFolderThatIsAFile() {
    unusable(
        prune("--neurons", "1", "--run", example.data().toString()),
        "data.npz': it is not a folder");
  }

  @Test
  void aPageWhereSomethingElseIs() {
    unusable(
        prune("--neurons", "1", "--report", example.model().toString()),
        "net.onnx': it is the model itself");
    unusable(prune("--neurons", "1", "--report", folder.toString()), "it is a folder");
    unusable(prune("--neurons", "1", "--report", out.toString()), "it is the model that -o writes");
    unusable(
        prune("--neurons", "1", "--report", folder.resolve("none/page.html").toString()),
        "its folder does not exist");
    assertThat(out).doesNotExist();
  }

  @Test
  void aLayerThatThereIsNot() {
    Run run = Run.of("inspect", example.model(), "--why", "active");

    unusable(run, "--why names 'active', which makes no neurons; the layers are hidden, logits.");
  }

  @Test
  void aShapeOfNoInput() {
    Run run = Run.of("inspect", example.model(), "--shape", "input=4");

    unusable(run, "--shape names the input 'input', which the model does not have");
  }

  @Test
  void aShapeThatTheModelCannotHave() {
    Run run = Run.of("inspect", example.model(), "--shape", "x=5");

    unusable(run, "--shape gives 'x' the sizes [5] after the batch");
  }

  @Test
  void freeSizesThatDoNotRun() {
    Run run = Run.of("inspect", Example.images(folder));

    assertThat(run.code()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("secateur: ", "so give --shape image=1,N,N");
  }

  private static void unusable(Run run, String sentence) {
    assertThat(run.code()).as(run.err()).isEqualTo(Failures.UNUSABLE);
    assertThat(run.sentence()).contains(sentence);
  }

  private Run prune(String... flags) {
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("prune", example.model(), "--data", example.data(), "-o", out));
    args.addAll(Arrays.asList(flags));
    return Run.of(args.toArray());
  }
}
