package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.Fixtures;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Model;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that others trained reach the accuracy that was measured with ONNX Runtime. */
class PublishedNetworksTest {
  /** On all 10,000 test images: one more or less right is 0.01 percentage points. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mnist-net_256x2, mnist, 255, '', '', 98.08",
    "ffnnSIGMOID__Point_6x200, mnist, 255, '', '', 97.66",
    "winml_mnist, mnist, 1, '', '', 98.91",
    "Convnet_maxpool, mnist, 255, '', '', 97.92",
    "neuronmerging_lenet_300_100_fashion, fashion, 255, 0.5, 0.5, 89.80",
    "marabou_cifar10_small, cifar10, 255, '', '', 63.14",
    "akamaster_resnet20_bn, cifar10, 255, 0.485 0.456 0.406, 0.229 0.224 0.225, 91.73",
    "vit_pgd_2_3_16, cifar10, 255, 0.4914 0.4822 0.4465, 0.2023 0.1994 0.201, 59.78",
  })
  void accuracy(
      String name, String data, double divisor, String mean, String deviation, double percent) {
    Model model = Model.read(Fixtures.model(name + ".onnx"));
    DataOptions options =
        new DataOptions(
            source(data), 0, Long.MAX_VALUE, 1 / divisor, numbers(mean), numbers(deviation));
    Dataset dataset = Datasets.open(options, model.graph().inputs());
    try (Network network = Nets.network(model.graph());
        Objective objective = new Objective(network, dataset, new SquaredError())) {
      Evaluation evaluation = objective.evaluate(network.anatomy().open());
      assertThat(evaluation.samples()).isEqualTo(10_000);
      assertThat(100 * evaluation.accuracy()).isEqualTo(percent, offset(0.0101));
    }
  }

  private static List<Double> numbers(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split(" ")).map(Double::valueOf).toList();
  }

  private static String source(String data) {
    List<String> files =
        data.equals("cifar10")
            ? List.of("cifar10/test_batch.bin.gz")
            : List.of(data + "/t10k-images-idx3-ubyte.gz", data + "/t10k-labels-idx1-ubyte.gz");
    return String.join(",", files.stream().map(f -> Fixtures.data(f).toString()).toList());
  }
}
