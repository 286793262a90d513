package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** End to end on a network that somebody else trained. */
class PublishedNetworkTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void fiveNeuronsOfAnMnistNetwork() {
    Path mnist = find("SECATEUR_DATA", "mnist");
    Path out = folder.resolve("small.onnx");

    Run run =
        Run.of(
            "prune",
            find("SECATEUR_MODELS", "mnist-net_256x2.onnx"),
            "--data",
            mnist.resolve("t10k-images-idx3-ubyte.gz")
                + ","
                + mnist.resolve("t10k-labels-idx1-ubyte.gz"),
            "--take",
            500,
            "--scale",
            "1/255",
            "--by",
            "first-order",
            "--neurons",
            5,
            "-o",
            out,
            "--json");

    JsonNode json = run.json();
    assertThat(json.get("before").get("neurons").asInt()).isEqualTo(512);
    assertThat(json.get("after").get("neurons").asInt()).isEqualTo(507);
    assertThat(json.get("after").get("accuracy").asDouble()).isGreaterThan(0.97);
    assertThat(out).isRegularFile();
  }

  /** Skipped where no folder is given; a folder that lacks the file is a failure. */
  private static Path find(String variable, String name) {
    String shared = System.getenv(variable);
    Assumptions.assumeTrue(shared != null, "skipped: " + variable + " is not set");
    Path path = Path.of(String.valueOf(shared), name);
    assertThat(Files.exists(path)).as(path.toString()).isTrue();
    return path;
  }
}
