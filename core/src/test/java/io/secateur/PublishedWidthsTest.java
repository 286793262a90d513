package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.data.DataOptions;
import io.secateur.report.PruneResult;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Widths;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What pruning by L1 norms to given widths leaves of a 300-100 network, as others published it (Kim
 * et al. 2020, Neuron Merging, table of LeNet-300-100 on Fashion-MNIST): each layer by Σ |w| + |b|
 * of ingoing weights and bias, ranked once.
 */
class PublishedWidthsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"150, 50, 88.40", "120, 40, 85.17", "90, 30, 71.26", "60, 20, 66.76"})
  void smallestNormsFirst(int first, int second, double accuracy) {
    String source =
        Fixtures.data("fashion/t10k-images-idx3-ubyte.gz")
            + ","
            + Fixtures.data("fashion/t10k-labels-idx1-ubyte.gz");
    DataOptions data =
        new DataOptions(source, 0, Long.MAX_VALUE, 1 / 255.0, List.of(0.5), List.of(0.5));
    PruneOptions options =
        PruneOptions.builder(
                Fixtures.model("neuronmerging_lenet_300_100_fashion.onnx"),
                data,
                folder.resolve("small.onnx"))
            .by("magnitude:l1")
            .order(Order.SINGLE)
            .budget(new Budget(Widths.parse(first + "," + second), false))
            .build();
    PruneResult result = Pruner.prune(options, new Silent());
    assertThat(100 * result.before().accuracy()).isCloseTo(89.80, within(0.005));
    assertThat(100 * result.after().accuracy()).isCloseTo(accuracy, within(0.005));
    assertThat(result.survivors().values().stream().map(List::size))
        .containsExactly(first, second, 10);
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
