package io.secateur.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.data.Dataset;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.runtime.RuntimeSession;
import io.secateur.testing.Samples;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A network with some gates closed, and what surgery makes of it. */
final class Trial implements AutoCloseable {
  final Model model;
  final Network network;
  final Anatomy anatomy;
  final Gates gates;

  /** The pruned model, written and read again. */
  final Model pruned;

  Trial(Model model, Map<String, long[]> sizes, Random random, double share, Path file) {
    this.model = model;
    this.network = Network.of(model.graph(), sizes);
    this.anatomy = network.anatomy();
    this.gates = closed(anatomy, random, share);
    Surgery.remove(model, anatomy, gates).write(file);
    this.pruned = Model.read(file);
  }

  /** Gates of which about a share is closed in each layer, never all. */
  static Gates closed(Anatomy anatomy, Random random, double share) {
    double[] alpha = anatomy.open().toArray();
    for (Layer layer : anatomy.layers()) {
      int survivor = random.nextInt(layer.width());
      for (int i = 0; layer.isPrunable() && i < layer.width(); i++) {
        if (i != survivor && random.nextDouble() < share) {
          alpha[layer.firstNeuron() + i] = 0;
        }
      }
    }
    return Gates.of(alpha);
  }

  /** The original with its gates as multiplications. */
  Model gated() {
    return Gating.apply(model, anatomy, gates, network.shapes());
  }

  /** All outputs in ONNX Runtime, by name. */
  static Map<String, Tensor> outputs(Model model, Dataset data) {
    try (RuntimeSession session = new RuntimeSession(model, "the model")) {
      return session.run(data.batch(0, data.size()).inputs());
    }
  }

  /** The gated original and the pruned file agree in ONNX Runtime. */
  void assertSameInRuntime(Dataset data, double tolerance) {
    Map<String, Tensor> expected = outputs(gated(), data);
    Map<String, Tensor> found = outputs(pruned, data);
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) ->
            assertClose(name, tensor, Objects.requireNonNull(found.get(name)), tolerance));
  }

  private static void assertClose(String name, Tensor expected, Tensor found, double tolerance) {
    assertThat(found.dims()).containsExactly(expected.dims());
    double scale = 0;
    for (int i = 0; i < expected.size(); i++) {
      scale = Math.max(scale, Math.abs(expected.at(i)));
    }
    assertThat(scale).as("size of '%s'", name).isPositive().isFinite();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.at(i))
          .as("'%s' %d", name, i)
          .isCloseTo(expected.at(i), within(tolerance * scale));
    }
  }

  /** The engine gives what ONNX Runtime gives for the gated original: with gates, and pruned. */
  void assertSameInEngine(Samples samples, double tolerance) {
    Tensor expected =
        Objects.requireNonNull(
            outputs(gated(), samples).get(model.graph().outputs().get(0).name()));
    int count = samples.size();
    float[][] wanted = new float[count][(int) expected.size() / count];
    double scale = 0;
    for (int i = 0; i < expected.size(); i++) {
      wanted[i / wanted[0].length][i % wanted[0].length] = (float) expected.at(i);
      scale += expected.at(i) * expected.at(i);
    }
    Samples same = samples.wanting(wanted);
    try (Network small = Network.of(pruned.graph(), Map.of());
        Objective byGates = new Objective(network, same, new SquaredError());
        Objective bySurgery = new Objective(small, same, new SquaredError())) {
      // E is half the squared distance
      double bound = tolerance * tolerance * scale / 2;
      assertThat(byGates.evaluate(gates).error()).as("gated").isLessThanOrEqualTo(bound);
      assertThat(bySurgery.evaluate(small.anatomy().open()).error())
          .as("pruned")
          .isLessThanOrEqualTo(bound);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
