package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.data.DataOptions;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.report.PruneResult;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with a network and digits that others made. */
class PrunerPublishedTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"first-order, 20", "brute-force, 3"})
  void digits(String by, int neurons) {
    String source =
        Fixtures.data("mnist/t10k-images-idx3-ubyte.gz")
            + ","
            + Fixtures.data("mnist/t10k-labels-idx1-ubyte.gz");
    DataOptions data = new DataOptions(source, 0, 1000, 1 / 255.0, List.of(), List.of());
    Path out = folder.resolve("small.onnx");
    PruneOptions options =
        PruneOptions.builder(Fixtures.model("mnist-net_256x2.onnx"), data, out)
            .by(by)
            .stops(Stops.after(neurons))
            .build();
    PruneResult result = Pruner.prune(options, new Silent());
    assertThat(result.before().neurons()).isEqualTo(512);
    assertThat(result.after().neurons()).isEqualTo(512 - neurons);
    assertThat(result.before().accuracy()).isBetween(0.96, 0.995); // 98.08% on all 10,000
    assertThat(result.after().accuracy()).isGreaterThan(result.before().accuracy() - 0.02);
    assertThat(result.agreement()).isLessThanOrEqualTo(1e-4);
    assertThat(result.samples()).isEqualTo(256);
    try (Workspace small = Workspace.open(out, data);
        Objective objective = new Objective(small.network(), small.data(), new CrossEntropy())) {
      Evaluation found = objective.evaluate(small.network().anatomy().open());
      assertThat(found.accuracy()).isEqualTo(result.after().accuracy());
      // single precision, in which a shorter sum is added up in another order
      assertThat(found.error()).isCloseTo(result.after().error(), within(1e-4 * found.error()));
    }
  }

  private static final class Silent implements PruneListener {
    @Override
    public void says(String sentence) {}

    @Override
    public void starts(int neurons) {}

    @Override
    public void removed(Removal removal, double progress) {}
  }
}
