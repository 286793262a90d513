package io.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.PruneListener;
import io.secateur.Pruner;
import io.secateur.report.PruneResult;
import io.secateur.search.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, given to spark-submit; docs/scale.md says how it is built before. */
@Tag("jar")
class SubmitTest {
  @TempDir private Path folder;

  @Test
  void theJarTakesTheSameWay() throws IOException, InterruptedException {
    Path module = Path.of("").toAbsolutePath();
    Path jar = module.resolve("target/secateur-spark.jar");
    assertThat(jar).as("build it with -Pjar first, as docs/scale.md says").exists();
    Path model = Made.convolutional(folder.resolve("conv.onnx"));
    Path data = Made.images(folder.resolve("images"), 300);
    Path run = folder.resolve("run");
    String submit =
        String.join(
            " ",
            module.resolve("submit").toString(),
            "--master $MASTER --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false",
            "--conf spark.secateur.segment=128 --conf spark.executor.memory=600m",
            "--driver-java-options '--add-modules jdk.incubator.vector'",
            "--class io.secateur.spark.SparkMain " + jar,
            "prune " + model + " --data " + data + " --neurons 6 --repair least-squares",
            "-o " + folder.resolve("small.onnx") + " --run " + run);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(module.resolve("on-cluster").toString(), "2", "bash", "-c", submit)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("2 executors, 300 rows in 3 segments");
    assertSame(
        Files.readAllLines(run.resolve("removals.jsonl")),
        Pruner.prune(
            Made.options(
                    model,
                    data.resolveSibling("images.npz"),
                    6,
                    folder.resolve("here.onnx"),
                    folder.resolve("here"))
                .toBuilder()
                .repair(io.secateur.engine.repair.Repair.LEAST_SQUARES)
                .build(),
            new Quiet()));
  }

  private static void assertSame(List<String> found, PruneResult expected) throws IOException {
    List<Removal> removals = expected.search().removals();
    assertThat(found).hasSameSizeAs(removals);
    for (int i = 0; i < found.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(found.get(i));
      Removal removal = removals.get(i);
      assertThat(line.get("layer").asText()).isEqualTo(removal.neuron().layer().name());
      assertThat(line.get("neuron").asInt()).isEqualTo(removal.neuron().index());
      assertThat(line.get("error").asDouble())
          .isCloseTo(removal.error(), within(ClusterTest.ROUNDING * removal.error()));
    }
  }

  private static final class Quiet implements PruneListener {
    @Override
    public void says(String sentence) {}

    @Override
    public void starts(int neurons) {}

    @Override
    public void removed(Removal removal, double progress) {}
  }
}
