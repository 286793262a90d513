package io.secateur.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.Fixtures;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.data.Labels;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.Tensor;
import io.secateur.runtime.RuntimeSession;
import io.secateur.testing.Made;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that others trained, on the data that they were trained for. */
class PublishedModelsTest {
  private static Dataset mnist(Model model, int samples) {
    String source =
        Fixtures.data("mnist/t10k-images-idx3-ubyte.gz")
            + ","
            + Fixtures.data("mnist/t10k-labels-idx1-ubyte.gz");
    return Datasets.open(
        new DataOptions(source, 0, samples, 1 / 255.0, List.of(), List.of()),
        model.graph().inputs());
  }

  private static Dataset cifar(Model model, int samples) {
    return Datasets.open(
        new DataOptions(
            Fixtures.data("cifar10/test_batch.bin.gz").toString(),
            0,
            samples,
            1 / 255.0,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225)),
        model.graph().inputs());
  }

  /** Published: 98.08% of all; this model takes one image at a time. */
  @Test
  void mnistIsRecognised() {
    Model model = Model.read(Fixtures.model("mnist-net_256x2.onnx"));
    Dataset data = mnist(model, 200);
    int right = 0;
    try (RuntimeSession session = new RuntimeSession(model)) {
      for (int i = 0; i < data.size(); i++) {
        Map<String, Tensor> outputs = session.run(data.batch(i, i + 1).inputs());
        int label = ((Labels) data.slice(i, i + 1).targets()).classes()[0];
        right += largest(outputs.values().iterator().next()) == label ? 1 : 0;
      }
    }
    assertThat(right).isBetween(193, 200);
  }

  private static int largest(Tensor scores) {
    double[] values = Made.values(scores);
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Old files list their weights as inputs; others fix the batch at 1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mnist-net_256x2.onnx",
        "ffnnSIGMOID__Point_6x200.onnx",
        "winml_mnist.onnx",
        "Convnet_maxpool.onnx"
      })
  void theyAgreeWithThemselvesAndNotWithAnotherWeight(String name) {
    Model model = Model.read(Fixtures.model(name));
    Dataset data = mnist(model, 20);
    assertThat(Agreement.between(model, model, data, 20)).isEqualTo(0);
    assertThat(Agreement.between(model, halved(model), data, 20)).isBetween(1e-4, 100.0);
  }

  @Test
  void aResidualNetworkTakesManyAtOnce() {
    Model model = Model.read(Fixtures.model("akamaster_resnet20_bn.onnx"));
    Dataset data = cifar(model, 70);
    assertThat(Agreement.between(model, model, data, 70)).isEqualTo(0);
    double[] millis = Latency.medianMillis(List.of(model, model), data);
    assertThat(millis[0] / millis[1]).isBetween(1 / 3.0, 3.0);
  }

  /** The largest weights, halved. */
  private static Model halved(Model model) {
    String name =
        model.graph().parameters().stream()
            .filter(p -> constant(model, p).type() == ElementType.FLOAT)
            .max((p, q) -> Long.compare(constant(model, p).size(), constant(model, q).size()))
            .orElseThrow();
    Tensor weights = constant(model, name);
    float[] half = new float[Math.toIntExact(weights.size())];
    for (int i = 0; i < half.length; i++) {
      half[i] = (float) (weights.at(i) / 2);
    }
    ModelEdit edit = new ModelEdit(model);
    edit.replace(name, Tensor.of(Arrays.copyOf(weights.dims(), weights.rank()), half));
    return edit.apply();
  }

  private static Tensor constant(Model model, String name) {
    return Made.get(model.graph().constants(), name);
  }
}
