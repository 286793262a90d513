package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.Fixtures;
import io.secateur.anatomy.Gates;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One ranking of networks that others trained, on the data that they were trained for. */
class FastPublishedTest {
  /**
   * The file, its data, what pixels are multiplied by, how far they are shifted and divided, how
   * many samples, of how many neurons one is measured the naive way, and the relative difference
   * that is allowed: sums of hundreds of products in single precision differ with their order. Raw
   * pixels make pre-activations of 8,000, of which an error of 2 a sample is the difference.
   */
  @ParameterizedTest
  @CsvSource({
    "mnist-net_256x2, mnist, 1, 0, 200, 20, 2e-6",
    "ffnnSIGMOID__Point_6x200, mnist, 1, 0, 100, 60, 2e-6",
    "Convnet_maxpool, mnist, 1, 0, 200, 5, 2e-6",
    "winml_mnist, mnist, 255, 0, 100, 4, 1e-5",
    "neuronmerging_lenet_300_100_fashion, fashion, 1, 0.5, 300, 20, 2e-6"
  })
  void oneRanking(
      String file, String folder, double scale, double half, int take, int every, double single) {
    Model model = Model.read(Fixtures.model(file + ".onnx"));
    Dataset data = data(model, folder, scale / 255, half, take);
    try (Oracles oracles = Oracles.of(model, data, new CrossEntropy())) {
      assertThat(oracles.network().tail()).isNotNull();
      Gates open = oracles.open();
      ranking(oracles, open, open.alive(), every, single);
      Gates fewer = oracles.closed(0.5, 1);
      ranking(oracles, fewer, Oracles.some(fewer, 5), 1, single);
    }
  }

  private static void ranking(Oracles oracles, Gates gates, int[] asked, int every, double single) {
    double[] fast = oracles.fast().ablate(gates, asked);
    int[] places = IntStream.range(0, asked.length).filter(i -> i % every == 0).toArray();
    double[] naive =
        oracles.naive().ablate(gates, Arrays.stream(places).map(i -> asked[i]).toArray());
    for (int i = 0; i < places.length; i++) {
      assertThat(fast[places[i]]).isCloseTo(naive[i], within(single * naive[i]));
    }
    Evaluation settled = oracles.fast().evaluate(gates);
    Evaluation expected = oracles.naive().evaluate(gates);
    assertThat(settled.error()).isCloseTo(expected.error(), within(single * expected.error()));
    assertThat(settled.accuracy()).isEqualTo(expected.accuracy());
  }

  private static Dataset data(Model model, String folder, double scale, double half, int take) {
    String source =
        Fixtures.data(folder + "/t10k-images-idx3-ubyte.gz")
            + ","
            + Fixtures.data(folder + "/t10k-labels-idx1-ubyte.gz");
    List<Double> shift = half == 0 ? List.of() : List.of(half);
    return Datasets.open(
        new DataOptions(source, 0, take, scale, shift, shift), model.graph().inputs());
  }
}
