package io.secateur.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Samples;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file without its neurons is the network that was repaired, over many graphs. */
class RepairPropertyTest {
  /** Single precision, in which a shorter sum is added up in another order. */
  private static final double SINGLE = 2e-5;

  @TempDir Path folder;

  static Stream<Family> families() {
    return Stream.of(
            DenseFamilies.all(),
            ConvFamilies.all(),
            GroupFamilies.all(),
            PartFamilies.all(),
            AttentionFamilies.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void theFileIsTheNetworkThatWasRepaired(Family family) {
    Model model = family.make().apply(new Random(1));
    long[] dims = model.graph().inputs().get(0).dims().stream().mapToLong(d -> d).toArray();
    Samples samples =
        Samples.random(1, dims[0] == 1 ? 1 : 9, 2, Arrays.copyOfRange(dims, 1, dims.length));
    try (Network trained = Network.of(model.graph(), Map.of())) {
      Repairable repairable = Repairable.of(model, trained);
      try (Network network = Network.of(repairable.prepared().graph(), Map.of())) {
        assertThat(network.anatomy().neurons())
            .extracting(Neuron::toString)
            .containsExactlyElementsOf(
                trained.anatomy().neurons().stream().map(Neuron::toString).toList());
        assertAgrees(repairable.prepared(), model, samples);
        Gates gates = closed(network, samples);
        Model repaired = repairable.repaired(gates);
        try (Network last = Network.of(repaired.graph(), Map.of())) {
          Path out = folder.resolve("pruned.onnx");
          Surgery.remove(repaired, last.anatomy(), gates).write(out);
          Model gated = Gating.apply(repaired, last.anatomy(), gates, last.shapes());
          assertAgrees(Model.read(out), gated, samples);
          assertSameInEngine(network, gates, gated, samples);
        }
      }
    }
  }

  /** Removes about two fifths of each layer, one neuron after another. */
  private static Gates closed(Network network, Samples samples) {
    Gates goal = Trial.closed(network.anatomy(), new Random(1), 0.4);
    Samples wanted = wanting(network, samples);
    Measuring how = Measuring.DEFAULT.with(Repair.LEAST_SQUARES);
    try (Objective objective = new Objective(network, wanted, new SquaredError(), how)) {
      Gates gates = network.anatomy().open();
      for (int k = 0; k < goal.size(); k++) {
        gates = goal.isOpen(k) ? gates : objective.close(gates, k);
      }
      return gates;
    }
  }

  private static Samples wanting(Network network, Samples samples) {
    return samples.wanting(new float[samples.size()][network.outputSize()]);
  }

  private static void assertAgrees(Model model, Model expected, Samples samples) {
    Map<String, Tensor> found = Trial.outputs(model, samples);
    Trial.outputs(expected, samples)
        .forEach((name, tensor) -> assertClose(Objects.requireNonNull(found.get(name)), tensor));
  }

  private static void assertClose(Tensor found, Tensor expected) {
    assertThat(found.dims()).containsExactly(expected.dims());
    double scale = 0;
    for (int i = 0; i < expected.size(); i++) {
      scale = Math.max(scale, Math.abs(expected.at(i)));
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.at(i)).isCloseTo(expected.at(i), within(SINGLE * scale));
    }
  }

  /** Half the squared size of what the network gives is what the engine says of it. */
  private static void assertSameInEngine(
      Network network, Gates gates, Model gated, Samples samples) {
    Tensor output = Trial.outputs(gated, samples).values().iterator().next();
    double expected = 0;
    for (int i = 0; i < output.size(); i++) {
      expected += output.at(i) * output.at(i) / 2;
    }
    try (Objective objective =
        new Objective(network, wanting(network, samples), new SquaredError())) {
      assertThat(objective.evaluate(gates).error())
          .isCloseTo(expected, within(4 * SINGLE * expected));
    }
  }
}
