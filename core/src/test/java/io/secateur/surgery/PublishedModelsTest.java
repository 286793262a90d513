package io.secateur.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.Fixtures;
import io.secateur.engine.Network;
import io.secateur.model.Model;
import io.secateur.model.ValueInfo;
import io.secateur.testing.Samples;
import io.secateur.verify.Agreement;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that others trained, a third of every layer removed at random. */
class PublishedModelsTest {
  @TempDir Path folder;

  /**
   * The file, what its pixels are multiplied by, and how many neurons can be removed from it: the
   * widths of its hidden layers, those that a shortcut adds up counted once.
   */
  @ParameterizedTest
  @CsvSource({
    "mnist-net_256x2.onnx, 1, 512",
    "ffnnSIGMOID__Point_6x200.onnx, 1, 1200",
    "winml_mnist.onnx, 255, 24",
    "Convnet_maxpool.onnx, 1, 32",
    "neuronmerging_lenet_300_100_fashion.onnx, 1, 400",
    "gszj_fashion.onnx, 255, 336",
    "marabou_cifar10_small.onnx, 1, 216",
    "HAR-CNN.onnx, 1, 126",
    "mlperftiny_resnet8_bn.onnx, 255, 224",
    "squeezenet_cifar10.onnx, 1, 640",
    "akamaster_resnet20_bn.onnx, 1, 400",
    "akamaster_resnet56_bn.onnx, 1, 1072",
    "vit_pgd_2_3_16.onnx, 1, 246"
  })
  void gatedAndPrunedAgree(String file, float scale, int neurons) {
    Model model = Model.read(Fixtures.model(file));
    ValueInfo input = model.graph().inputs().get(0);
    long[] shape = input.dims().stream().skip(1).mapToLong(d -> d).toArray();
    for (int seed = 1; seed <= 2; seed++) {
      Samples samples = positive(seed, scale, shape).named(input.name());
      Path out = folder.resolve("pruned.onnx");
      try (Trial trial = new Trial(model, Map.of(), new Random(seed), 1 / 3.0, out)) {
        assertThat(trial.anatomy.neurons()).hasSize(neurons);
        assertThat(trial.gates.alive()).hasSizeBetween(neurons / 2, neurons * 5 / 6);
        // sums of hundreds of products in single precision, added up in another order
        assertThat(Agreement.between(trial.gated(), trial.pruned, samples, samples.size()))
            .isLessThan(1e-4);
        try (Network small = Network.of(trial.pruned.graph(), Map.of())) {
          assertThat(trial.anatomy.costs().flops(trial.gates))
              .isEqualTo(small.anatomy().costs().flops(small.anatomy().open()));
          assertThat(trial.anatomy.costs().parameters(trial.gates))
              .isEqualTo(small.anatomy().costs().parameters(small.anatomy().open()));
          assertThat(small.anatomy().neurons()).hasSize(trial.gates.alive().length);
        }
      }
    }
  }

  /** The engine gives what ONNX Runtime gives, with gates closed and without their neurons. */
  @ParameterizedTest
  @CsvSource({"akamaster_resnet56_bn.onnx", "vit_pgd_2_3_16.onnx"})
  void theEngineAgreesWithOnnxRuntime(String file) {
    Model model = Model.read(Fixtures.model(file));
    Samples samples = positive(3, 1, 3, 32, 32).named("input");
    Path out = folder.resolve("pruned.onnx");
    try (Trial trial = new Trial(model, Map.of(), new Random(3), 0.1, out)) {
      trial.assertSameInEngine(samples, 1e-4);
    }
  }

  private static Samples positive(int seed, float scale, long... shape) {
    Samples samples = Samples.random(seed, 32, 2, shape);
    for (float[] row : samples.rows()) {
      for (int i = 0; i < row.length; i++) {
        row[i] = scale * Math.min(1, Math.abs(row[i]));
      }
    }
    return samples;
  }
}
