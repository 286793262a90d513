package io.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.model.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Networks and data that others published; skipped where no folder is given. */
final class Published {
  private Published() {}

  static Path model(String name) {
    return find("SECATEUR_MODELS", name);
  }

  /** Digits for a network of 784 inputs. */
  static Path digits(Path folder, int count, int shards) {
    Path mnist = find("SECATEUR_DATA", "mnist");
    DataOptions options =
        new DataOptions(
            mnist.resolve("t10k-images-idx3-ubyte.gz")
                + ","
                + mnist.resolve("t10k-labels-idx1-ubyte.gz"),
            0,
            count,
            1 / 255.0,
            List.of(),
            List.of());
    Model model = Model.read(model("ffnnSIGMOID__Point_6x200.onnx"));
    Dataset data = Datasets.open(options, model.graph().inputs());
    return Made.shards(folder, data, shards);
  }

  /** Pictures for a network of 3 x 32 x 32 inputs. */
  static Path pictures(Path folder, int count, int shards, String network) {
    DataOptions options =
        new DataOptions(
            find("SECATEUR_DATA", "cifar10/test_batch.bin.gz").toString(),
            0,
            count,
            1 / 255.0,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));
    Model model = Model.read(model(network));
    return Made.shards(folder, Datasets.open(options, model.graph().inputs()), shards);
  }

  private static Path find(String variable, String name) {
    String shared = System.getenv(variable);
    Assumptions.assumeTrue(shared != null, "skipped: " + variable + " is not set");
    Path path = Path.of(String.valueOf(shared), name);
    assertThat(Files.exists(path)).as(path.toString()).isTrue();
    return path;
  }
}
