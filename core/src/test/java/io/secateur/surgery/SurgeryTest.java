package io.secateur.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.secateur.anatomy.Gates;
import io.secateur.engine.Network;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Protos;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import io.secateur.testing.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Surgery on small networks whose answers are known otherwise. */
class SurgeryTest {
  @TempDir Path folder;

  private static Model remove(Model model, int... neurons) {
    try (Network network = Network.of(model.graph(), Map.of())) {
      Gates gates = network.anatomy().open();
      for (int k : neurons) {
        gates = gates.close(k);
      }
      return Surgery.remove(model, network.anatomy(), gates);
    }
  }

  private static Tensor constant(Model model, String name) {
    return Objects.requireNonNull(model.graph().constants().get(name));
  }

  private static double[] output(Model model, Samples samples, String name) {
    Tensor tensor = Objects.requireNonNull(Trial.outputs(model, samples).get(name));
    double[] values = new double[(int) tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.at(i);
    }
    return values;
  }

  /** A sigmoid of nothing is a half, and must not reach the readers of a neuron that is gone. */
  @ParameterizedTest
  @EnumSource(Unit.class)
  void thePrunedNetworkIsTheOneWithTheNeuronsOutputsAtZero(Unit hidden) {
    PlainMlp net = PlainMlp.random(3, hidden, Unit.LINEAR, 4, 6, 5, 3);
    double[] gates = net.open();
    for (int k : new int[] {0, 3, 4, 7, 10}) {
      gates[k] = 0;
    }
    Samples samples = Samples.random(3, 7, 3, 4);
    double[] found = output(remove(net.model(), 0, 3, 4, 7, 10), samples, "act3");
    for (int i = 0; i < found.length; i++) {
      double[] expected = net.run(samples.row(i / 3), gates).lastZ();
      assertThat(found[i]).isCloseTo(expected[i % 3], within(1e-5)); // single precision
    }
  }

  /** What is kept is copied bit by bit. */
  @Test
  void rowsAndColumnsOfTheRemovedAreGone() {
    PlainMlp net = PlainMlp.random(4, Unit.RELU, Unit.LINEAR, 2, 3, 2, 2);
    Model pruned = remove(net.model(), 1, 3);
    assertThat(values(constant(pruned, "w1")))
        .containsExactly(
            net.weights()[0][0][0],
            net.weights()[0][0][1],
            net.weights()[0][2][0],
            net.weights()[0][2][1]);
    assertThat(values(constant(pruned, "b1")))
        .containsExactly(net.biases()[0][0], net.biases()[0][2]);
    assertThat(constant(pruned, "w2").dims()).containsExactly(1, 2);
    assertThat(values(constant(pruned, "w2")))
        .containsExactly(net.weights()[1][1][0], net.weights()[1][1][2]);
    assertThat(values(constant(pruned, "w3")))
        .containsExactly(net.weights()[2][0][1], net.weights()[2][1][1]);
    assertThat(values(constant(pruned, "b3"))).containsExactly(net.biases()[2]);
  }

  private static double[] values(Tensor tensor) {
    double[] values = new double[(int) tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.at(i);
    }
    return values;
  }

  /**
   * A normalisation makes relu(0.5) of a channel of zeros. With one pixel and weights of 1, y is
   * the sum of relu(x w + shift) over the channels that are left: 2 x 1 + 0 = 2 and 3 x 1 + 0.5 =
   * 3.5.
   */
  @Test
  void theShiftOfANormalisationDoesNotLeak() {
    Sketch s = new Sketch(new Random(1), -1, 1, 1, 1);
    s.constant("w", new long[] {3, 1, 1, 1}, 2, 5, 3);
    s.constant("ones", new long[] {3}, 1, 1, 1);
    s.constant("zeros", new long[] {3}, 0, 0, 0);
    s.constant("shift", new long[] {3}, 0, 0.5f, 0.5f);
    String conv = s.node("Conv", "conv", List.of("x", "w"));
    List<String> norm = List.of(conv, "ones", "shift", "zeros", "ones");
    String bn = s.node("BatchNormalization", "bn", norm, "epsilon", 0.0);
    String flat = s.node("Flatten", "flat", s.node("Relu", "relu", bn));
    s.constant("sum", new long[] {3, 1}, 1, 1, 1);
    Model model = s.ends(s.node("MatMul", "y", List.of(flat, "sum")), -1, 1);
    Samples one = new Samples("x", new long[] {1, 1, 1}, new float[][] {{1}}, null, null);
    assertThat(output(model, one, "y")[0]).isCloseTo(2 + 5.5 + 3.5, within(1e-6));
    assertThat(output(remove(model, 1), one, "y")[0]).isCloseTo(2 + 3.5, within(1e-6));
    assertThat(output(remove(model, 0, 1), one, "y")[0]).isCloseTo(3.5, within(1e-6));
  }

  @Test
  void gatesBetweenAreWrittenIntoTheGatedModel() {
    PlainMlp net = PlainMlp.random(5, Unit.SIGMOID, Unit.LINEAR, 4, 6, 5, 3);
    double[] gates = new Random(5).doubles(11, -1, 2).toArray();
    Samples samples = Samples.random(5, 7, 3, 4);
    Model model = net.model();
    try (Network network = Network.of(model.graph(), Map.of())) {
      Model gated = Gating.apply(model, network.anatomy(), Gates.of(gates), network.shapes());
      double[] found = output(gated, samples, "act3");
      for (int i = 0; i < found.length; i++) {
        double[] expected = net.run(samples.row(i / 3), gates).lastZ();
        assertThat(found[i]).isCloseTo(expected[i % 3], within(1e-5)); // single precision
      }
    }
  }

  @Test
  void withAllGatesOpenNothingChanges() {
    Model model = PlainMlp.random(6, Unit.RELU, Unit.LINEAR, 4, 6, 3).model();
    assertThat(Protos.of(remove(model))).isEqualTo(Protos.of(model));
  }

  @Test
  void aGateBetweenIsRefused() {
    Model model = PlainMlp.random(6, Unit.RELU, Unit.LINEAR, 4, 6, 3).model();
    try (Network network = Network.of(model.graph(), Map.of())) {
      Gates half = network.anatomy().open().with(2, 0.5);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Surgery.remove(model, network.anatomy(), half))
          .withMessageContaining("gate 2 is 0.5");
    }
  }

  @Test
  void anEmptyLayerIsRefused() {
    Model model = PlainMlp.random(6, Unit.RELU, Unit.LINEAR, 4, 2, 3, 3).model();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> remove(model, 2, 3, 4))
        .withMessageContaining("layer layer2 would be left without a neuron");
  }

  @Test
  void whatTheFileSaysOfItselfStays() {
    Model made = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 4, 6, 3).model();
    ModelProto proto =
        Protos.withMetadata(Protos.of(made), "author", "somebody").toBuilder()
            .setDocString("about it")
            .setModelVersion(17)
            .setDomain("org.example")
            .build();
    Model pruned = remove(Protos.read(proto, folder.resolve("m.onnx")), 1);
    assertThat(pruned.metadata()).containsExactly(Map.entry("author", "somebody"));
    assertThat(Protos.of(pruned).toBuilder().clearGraph().build())
        .isEqualTo(proto.toBuilder().clearGraph().build());
  }

  @Test
  void survivorsAreOldIndices() {
    PlainMlp net = PlainMlp.random(8, Unit.RELU, Unit.LINEAR, 4, 5, 3, 2);
    try (Network network = Network.of(net.model().graph(), Map.of())) {
      Gates gates = network.anatomy().open().close(0).close(3).close(7);
      Map<String, List<Integer>> map = Survivors.of(network.anatomy(), gates);
      assertThat(map)
          .containsExactly(
              Map.entry("layer1", List.of(1, 2, 4)),
              Map.entry("layer2", List.of(0, 1)),
              Map.entry("layer3", List.of(0, 1))); // the outputs all stay
    }
  }
}
