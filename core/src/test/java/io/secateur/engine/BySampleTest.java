package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.model.Graph;
import io.secateur.model.UnusableException;
import io.secateur.testing.Sketch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of samples among others, wherever graphs lay them, against those of each alone. */
class BySampleTest {
  /** Both are in single precision. */
  private static final double SINGLE = 1e-5;

  private static final int SAMPLES = 7;

  /** A residual stream of channels, pooled. */
  private static Graph channels() {
    Sketch s = new Sketch(new Random(1), -1, 2, 4, 4);
    String one = s.node("Tanh", "t1", s.norm("n1", s.conv("c1", "x", 2, 4, 3), 4));
    String two = s.node("Sigmoid", "t2", s.conv("c2", one, 4, 3, 3));
    String sum = s.node("Add", "sum", List.of(one, s.conv("c3", two, 3, 4, 1)));
    String flat = s.node("Flatten", "flat", s.node("GlobalAveragePool", "pool", sum));
    return s.ends(s.gemm("fc", flat, 4, 3), -1, 3).graph();
  }

  /** Samples along the second axis. */
  private static Graph turned() {
    Sketch s = new Sketch(new Random(2), -1, 4);
    String one = s.node("Tanh", "t1", s.gemm("fc1", "x", 4, 6));
    String turned = s.node("Transpose", "turned", one, "perm", new long[] {1, 0});
    String two = s.node("MatMul", "product", List.of(s.weights("w", 5, 6), turned));
    String back = s.node("Transpose", "back", s.node("Tanh", "t2", two), "perm", new long[] {1, 0});
    return s.ends(s.gemm("fc2", back, 5, 3), -1, 3).graph();
  }

  /** Three rows for each sample in one axis. */
  private static Graph merged() {
    Sketch s = new Sketch(new Random(3), -1, 3, 4);
    String one = s.node("MatMul", "fc1", List.of("x", s.weights("w1", 4, 5)));
    String rows =
        s.node("Reshape", "rows", List.of(s.node("Tanh", "t1", one), s.sizes("shape_1", -1, 5)));
    String two = s.node("Tanh", "t2", s.gemm("fc2", rows, 5, 2));
    String back = s.node("Reshape", "back", List.of(two, s.sizes("shape_2", -1, 6)));
    return s.ends(s.gemm("fc3", back, 6, 3), -1, 3).graph();
  }

  /** Four at once and no other number, so that the last chunk is filled up. */
  private static Graph four() {
    Sketch s = new Sketch(new Random(4), 4, 2, 2);
    String flat = s.node("Reshape", "flat", List.of("x", s.sizes("shape", 4, 4)));
    String one = s.node("Tanh", "t1", s.gemm("fc1", flat, 4, 5));
    return s.ends(s.gemm("fc2", one, 5, 3), 4, 3).graph();
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("channels", channels(), new long[] {2, 4, 4}, true),
        Arguments.of("turned", turned(), new long[] {4}, true),
        Arguments.of("merged", merged(), new long[] {3, 4}, true),
        Arguments.of("four", four(), new long[] {2, 2}, false));
  }

  private static void assertAlike(double[] found, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(largest).isPositive();
    assertThat(found).containsExactly(expected, offset(SINGLE * largest));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void samplesAmongOthersAreAsTheyAreAlone(
      String name, Graph graph, long[] dims, boolean sideBySide) {
    Samples samples = Samples.random(5, SAMPLES, dims).labelled(3);
    try (Network network = Nets.network(graph);
        Objective all = new Objective(network, samples, new CrossEntropy())) {
      Gates gates = network.anatomy().open().close(1);
      int[] alive = gates.alive();
      double[] absolute = new double[gates.size()];
      double[] squared = new double[gates.size()];
      double[] first = new double[alive.length];
      double[] bent = new double[alive.length];
      for (int b = 0; b < SAMPLES; b++) {
        try (Objective one = new Objective(network, samples.slice(b, b + 1), new CrossEntropy())) {
          double[] slopes = one.gradient(gates);
          Arrays.setAll(absolute, k -> absolute[k] + Math.abs(slopes[k]));
          Arrays.setAll(squared, k -> squared[k] + slopes[k] * slopes[k]);
          Arrays.setAll(first, i -> first[i] + slopes[alive[i]]);
          double[] alone = one.bySample().gaussNewton(gates, alive).second();
          Arrays.setAll(bent, i -> bent[i] + alone[i]);
        }
      }
      BySample found = all.bySample();
      assertAlike(found.slopes(gates).absolute(), absolute);
      assertAlike(found.slopes(gates).squared(), squared);
      assertAlike(found.gaussNewton(gates, alive).first(), first);
      assertAlike(found.gaussNewton(gates, alive).second(), bent);
      assertAlike(found.hessian(gates, alive).first(), first);
      assertAlike(found.hessian(gates, 1, 1, alive).first(), first);
      try (Chunks chunks =
          new Chunks(samples, graph.inputs(), sideBySide ? SAMPLES : 4, !sideBySide, true)) {
        assertThat(SampleAxes.of(network, chunks) != null).isEqualTo(sideBySide);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theHessianIsTheSecondDifferenceOfTheError(
      String name, Graph graph, long[] dims, boolean sideBySide) {
    Samples samples = Samples.random(6, SAMPLES, dims).labelled(3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates gates = network.anatomy().open();
      double[] second = objective.bySample().hessian(gates, gates.alive()).second();
      double scale = Math.max(1, objective.evaluate(gates).error());
      for (int k = 0; k < second.length; k++) {
        double expected = GradientTest.secondDifference(objective, gates, k);
        assertThat(second[k]).as("neuron %s", k).isEqualTo(expected, offset(2e-3 * scale));
      }
    }
  }

  /** What the clock and the memory cut up stays the same sum. */
  @Test
  void littleMemoryGivesTheSame() {
    Graph graph = Nets.mlp("Tanh", "Softmax", 4, 50, 40, 3);
    Samples samples = Samples.random(7, 3000, 4).labelled(3);
    Measuring little = Measuring.DEFAULT.with(Measuring.LEAST_MEMORY);
    try (Network network = Nets.network(graph);
        Objective roomy = new Objective(network, samples, new CrossEntropy());
        Objective tight = new Objective(network, samples, new CrossEntropy(), little)) {
      Gates open = network.anatomy().open();
      int[] alive = open.alive();
      assertAlike(
          tight.bySample().gaussNewton(open, alive).second(),
          roomy.bySample().gaussNewton(open, alive).second());
      assertAlike(tight.bySample().slopes(open).squared(), roomy.bySample().slopes(open).squared());
      // signs belong to samples, however these are cut up
      assertAlike(
          tight.bySample().hessian(open, 2, 1, alive).second().mean(),
          roomy.bySample().hessian(open, 2, 1, alive).second().mean());
    }
  }

  @Test
  void pairsThatDoNotFitAreRefused() {
    Measuring little = Measuring.DEFAULT.with(Measuring.LEAST_MEMORY);
    Samples samples = Samples.random(8, 5, 2).labelled(2);
    try (Network network = Nets.network(Nets.mlp("Relu", "", 2, 900, 2));
        Objective objective = new Objective(network, samples, new CrossEntropy(), little)) {
      Gates open = network.anatomy().open();
      assertThatThrownBy(() -> objective.bySample().expansion(open, open.alive()))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("900 neurons take 18 MiB, where 16 may be used")
          .hasMessageContaining("--memory");
    }
  }

  /** Counting repetitions would make means of other samples. */
  @Test
  void outputsOfAFilledUpChunkAreRefused() {
    Samples samples = Samples.random(5, SAMPLES, 2, 2).labelled(3);
    try (Network network = Nets.network(four());
        Objective objective = new Objective(network, samples, new CrossEntropy());
        Objective whole = new Objective(network, samples.slice(0, 4), new CrossEntropy())) {
      Gates open = network.anatomy().open();
      assertThat(whole.bySample().readings(open).get(0).count()).isEqualTo(4);
      assertThatThrownBy(() -> objective.bySample().readings(open))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("give a multiple of 4 samples");
    }
  }

  /** Forward 1, backward 2, through a gradient 4; 3 outputs, 5 neurons. */
  @Test
  void whatIsAskedForIsCounted() {
    Samples samples = Samples.random(9, 6, 4).labelled(3);
    try (Network network = Nets.network(Nets.mlp("Tanh", "", 4, 5, 3));
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates open = network.anatomy().open();
      BySampleHere by = objective.bySampleHere();
      by.slopes(open);
      assertThat(by.passes()).isEqualTo(3);
      by.gaussNewton(open, 0, 1);
      assertThat(by.passes()).isEqualTo(3 + 7);
      by.hessian(open, open.alive());
      assertThat(by.passes()).isEqualTo(3 + 7 + 23);
      by.hessian(open, 2, 1, open.alive());
      assertThat(by.passes()).isEqualTo(3 + 7 + 23 + 11);
      by.readings(open);
      assertThat(objective.passes()).isEqualTo(3 + 7 + 23 + 11 + 1);
    }
  }

  /**
   * ONNX Runtime runs a Shrink, forwards only; what the first layer gives can still be looked at.
   */
  @Test
  void derivativesThroughForeignOperatorsAreRefused() {
    Sketch s = new Sketch(new Random(10), -1, 4);
    String one = s.node("Tanh", "t1", s.gemm("fc1", "x", 4, 5));
    String shrunk = s.node("Shrink", "shrunk", s.gemm("fc2", one, 5, 4), "lambd", 0.1);
    Graph graph = s.ends(s.gemm("fc3", shrunk, 4, 3), -1, 3).graph();
    try (Network network = Nets.network(graph);
        Objective objective =
            new Objective(network, Samples.random(9, 6, 4).labelled(3), new CrossEntropy())) {
      Gates open = network.anatomy().open();
      BySample by = objective.bySample();
      assertThat(by.readings(open)).isNotEmpty();
      for (Runnable asked :
          List.<Runnable>of(
              () -> by.slopes(open),
              () -> by.gaussNewton(open, 0),
              () -> by.expansion(open, 0, 1),
              () -> by.hessian(open, 0),
              () -> by.hessian(open, 1, 1, 0))) {
        assertThatThrownBy(asked::run)
            .isInstanceOf(UnusableException.class)
            .hasMessageContaining("Shrink")
            .hasMessageContaining("no derivatives are taken");
      }
    }
  }
}
