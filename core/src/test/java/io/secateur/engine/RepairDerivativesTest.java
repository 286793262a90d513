package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import io.secateur.testing.Samples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With repair, derivatives are those of E on the way from a network to the one without a neuron,
 * its readers' weights moved in a straight line: held against differences of E.
 */
class RepairDerivativesTest {
  private static final int OUTPUTS = 3;

  /** A kernel over padding, one over single pixels with strides, a flat layer; all read neurons. */
  private static Graph graph() {
    return graph(4, 1);
  }

  /** The same with so many channels behind the second kernel, which goes in such strides. */
  private static Graph graph(int channels, long stride) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 2, 5, 5)
        .constant("w1", Weights.random(1, 4, 2, 3, 3))
        .constant("b1", Weights.random(2, 4))
        .constant("w2", Weights.random(3, channels, 4, 3, 3))
        .constant("b2", Weights.random(4, channels))
        .constant("w3", Weights.random(5, 5, channels, 1, 1))
        .constant("b3", Weights.random(6, 5))
        .constant("w4", Weights.random(7, 5, OUTPUTS))
        .constant("b4", Weights.random(8, OUTPUTS))
        .node("Conv", "c1", List.of("x", "w1", "b1"), "pads", new long[] {1, 1, 1, 1})
        .node("Tanh", "a1", List.of("c1"))
        .node(
            "Conv",
            "c2",
            List.of("a1", "w2", "b2"),
            "pads",
            new long[] {1, 1, 1, 1},
            "strides",
            new long[] {stride, stride})
        .node("Tanh", "a2", List.of("c2"))
        .node("Conv", "c3", List.of("a2", "w3", "b3"), "strides", new long[] {2, 2})
        .node("Tanh", "a3", List.of("c3"))
        .node("GlobalAveragePool", "mean", List.of("a3"))
        .node("Flatten", "flat", List.of("mean"))
        .node("Gemm", "y", List.of("flat", "w4", "b4"))
        .output("y", ElementType.FLOAT, -1, OUTPUTS)
        .build()
        .graph();
  }

  private static Samples samples() {
    float[][] wanted = new float[60][OUTPUTS];
    for (int s = 0; s < wanted.length; s++) {
      for (int o = 0; o < OUTPUTS; o++) {
        wanted[s][o] = (float) (3 * Math.sin(s * 5 + o));
      }
    }
    return Samples.random(4, wanted.length, 2, 2, 5, 5).wanting(wanted);
  }

  @ParameterizedTest
  @EnumSource(Repair.class)
  void slopesAndCurvature(Repair repair) {
    Measuring how = Measuring.DEFAULT.with(repair);
    try (Network network = Nets.network(graph());
        Objective objective = new Objective(network, samples(), new SquaredError(), how)) {
      Gates gates = objective.close(network.anatomy().open(), 1); // as after some removals
      int[] alive = gates.alive();
      double[] slopes = objective.gradient(gates);
      Derivatives exact = objective.bySample().hessian(gates, alive);
      double error = objective.evaluate(gates).error();
      double largest = Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
      double steepest = Arrays.stream(exact.second()).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < alive.length; i++) {
        double first = slope(objective, gates, alive[i], 0.02);
        double wide = bend(objective, gates, alive[i], 0.1, error);
        double narrow = bend(objective, gates, alive[i], 0.05, error);
        double second = (4 * narrow - wide) / 3; // without their terms in the square of the step
        // differences of single precision, and of terms beyond
        assertThat(-slopes[alive[i]]).as("%d", alive[i]).isCloseTo(first, within(2e-3 * largest));
        assertThat(-exact.first()[i]).isCloseTo(first, within(2e-3 * largest));
        assertThat(exact.second()[i]).isCloseTo(second, within(2e-2 * steepest));
      }
    }
  }

  /**
   * Each sample's slope, where a kernel gives fewer outputs than it has places, and where it gives
   * more: held against differences of that sample's error.
   */
  @ParameterizedTest
  @CsvSource({"4, 1, MEAN", "4, 1, LEAST_SQUARES", "7, 3, MEAN", "7, 3, LEAST_SQUARES"})
  void slopesOfSamples(int channels, long stride, Repair repair) {
    Samples samples = samples();
    try (Network network = Nets.network(graph(channels, stride));
        Objective objective =
            new Objective(network, samples, new SquaredError(), Measuring.DEFAULT.with(repair))) {
      Gates gates = objective.close(network.anatomy().open(), 1);
      double[] squared = new double[gates.size()];
      double[] absolute = new double[gates.size()];
      for (int b = 0; b < samples.size(); b++) {
        try (Objective one =
            new Objective(network, samples.take(new int[] {b}), new SquaredError())) {
          for (int k : gates.alive()) {
            double ahead = one.evaluate(moved(objective, gates, k, 0.02)).error();
            double behind = one.evaluate(moved(objective, gates, k, -0.02)).error();
            double slope = (ahead - behind) / 0.04;
            squared[k] += slope * slope;
            absolute[k] += Math.abs(slope);
          }
        }
      }
      Slopes found = objective.bySample().slopes(gates);
      for (int k : gates.alive()) {
        assertThat(found.squared()[k]).isCloseTo(squared[k], withinPercentage(1));
        assertThat(found.absolute()[k]).isCloseTo(absolute[k], withinPercentage(1));
      }
    }
  }

  /** The paper's recursion is exact where the last layer reads, and outputs are linear. */
  @ParameterizedTest
  @EnumSource(Repair.class)
  void theRecursionAtTheLastLayer(Repair repair) {
    Measuring how = Measuring.DEFAULT.with(repair);
    try (Network network = Nets.network(graph());
        Objective objective = new Objective(network, samples(), new SquaredError(), how)) {
      Gates gates = objective.close(network.anatomy().open(), 1);
      Derivatives found = objective.derivatives(gates);
      Derivatives exact = objective.bySample().hessian(gates, gates.alive());
      Derivatives gauss = objective.bySample().gaussNewton(gates, gates.alive());
      int[] alive = gates.alive();
      for (int i = 0; i < alive.length; i++) {
        boolean last = alive[i] >= 8; // units of c3
        if (last) {
          assertThat(found.second()[alive[i]])
              .isCloseTo(exact.second()[i], within(1e-4 * exact.second()[i]));
          assertThat(gauss.second()[i])
              .isCloseTo(exact.second()[i], within(1e-4 * exact.second()[i]));
        }
        assertThat(found.first()[alive[i]])
            .isCloseTo(exact.first()[i], within(1e-4 * Math.abs(exact.first()[i]) + 1e-5));
      }
    }
  }

  private static double slope(Objective objective, Gates gates, int neuron, double step) {
    return (at(objective, gates, neuron, step) - at(objective, gates, neuron, -step)) / (2 * step);
  }

  private static double bend(
      Objective objective, Gates gates, int neuron, double step, double error) {
    double around = at(objective, gates, neuron, step) + at(objective, gates, neuron, -step);
    return (around - 2 * error) / (step * step);
  }

  private static double at(Objective objective, Gates gates, int neuron, double way) {
    return objective.evaluate(moved(objective, gates, neuron, way)).error();
  }

  /** The weights so far on the way to those without a neuron. */
  private static Gates moved(Objective objective, Gates gates, int neuron, double way) {
    Gates without = objective.close(gates, neuron);
    Graph graph = objective.network().graph();
    Map<String, Tensor> moved = new HashMap<>();
    if (without.refitted().equals(gates.refitted())) { // no repair: the gate itself moves
      return gates.with(neuron, 1 - way);
    }
    without
        .refitted()
        .forEach(
            (name, end) -> {
              Tensor start =
                  Objects.requireNonNullElseGet(
                      gates.refitted().get(name),
                      () -> Objects.requireNonNull(graph.constants().get(name)));
              float[] values = new float[(int) end.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (start.at(i) + way * (end.at(i) - start.at(i)));
              }
              moved.put(name, Tensor.of(end.dims(), values));
            });
    return gates.with(moved);
  }
}
