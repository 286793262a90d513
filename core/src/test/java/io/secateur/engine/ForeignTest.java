package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.runtime.RuntimeSession;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that ONNX Runtime runs for the engine. */
class ForeignTest {
  /** The weights of the last product but one depend on the sign of a sum over all that is given. */
  private static Model branch() {
    Sketch s = new Sketch(new Random(1), -1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 6));
    String b = s.node("Tanh", "b", s.gemm("second", a, 6, 5));
    String all = s.node("ReduceSum", "all", "x", "keepdims", 0);
    String large = s.node("Greater", "large", List.of(all, s.number32("zero", 0)));
    s.weights("w_then", 5, 4);
    s.weights("w_else", 5, 4);
    String y =
        s.node("If", "if", large, "then_branch", way("then", b), "else_branch", way("else", b));
    return s.ends(s.gemm("last", s.node("Relu", "c", y), 4, 3), -1, 3);
  }

  private static ModelBuilder way(String name, String from) {
    return new ModelBuilder(13)
        .node("MatMul", "in_" + name, List.of(from, "w_" + name))
        .output("in_" + name, ElementType.FLOAT, -1, 4);
  }

  private static Model recurrent() {
    Sketch s = new Sketch(new Random(1), -1, 3, 4);
    String a = s.node("Tanh", "a", s.node("MatMul", "m", List.of("x", s.weights("w", 4, 5))));
    String turned = s.node("Transpose", "t", a, "perm", new long[] {1, 0, 2});
    List<String> in = List.of(turned, s.weights("lw", 1, 12, 5), s.weights("lr", 1, 12, 3));
    s.parts("LSTM", "lstm", in, List.of("", "state"), "hidden_size", 3);
    String last = s.node("Squeeze", "sq", List.of("state", s.sizes("zero", 0)));
    return s.ends(s.gemm("last", last, 3, 3), -1, 3);
  }

  /** What each sample gives by itself. */
  private static Samples alone(Model model, Samples samples) {
    float[][] rows = new float[samples.size()][];
    try (RuntimeSession session = new RuntimeSession(model)) {
      for (int i = 0; i < rows.length; i++) {
        Tensor y =
            Objects.requireNonNull(session.run(samples.batch(i, i + 1).inputs()).get("last"));
        rows[i] = new float[(int) y.size()];
        for (int k = 0; k < rows[i].length; k++) {
          rows[i][k] = (float) y.at(k);
        }
      }
    }
    return samples.wanting(rows);
  }

  /** Side by side they would all take one branch. */
  @Test
  void whereSamplesMeetEachIsRunByItself() {
    Model model = branch();
    Samples samples = alone(model, Samples.random(1, 9, 3, 4));
    try (Oracles oracles = Oracles.of(model, samples, new SquaredError())) {
      assertThat(oracles.fast().evaluate(oracles.open()).error()).isLessThan(1e-9);
      assertThat(Batching.fixedSize(oracles.network(), samples)).isEqualTo(1);
      assertThat(oracles.network().anatomy().neurons()).hasSize(6); // the branches take b as it is
    }
    assertFastAgrees(model, Samples.random(1, 9, 3, 4));
  }

  private static void assertFastAgrees(Model model, Samples labelled) {
    try (Oracles oracles = Oracles.of(model, labelled, new CrossEntropy())) {
      oracles.assertAgree(oracles.open(), 6);
      oracles.assertAgree(oracles.closed(0.4, 1), 6);
    }
  }

  /** What a branch captures is computed anew where neurons before it go. */
  @Test
  void whatIsCapturedFollows() {
    Model model = branch();
    Samples samples = alone(model, Samples.random(1, 9, 3, 4));
    try (Oracles oracles = Oracles.of(model, samples, new SquaredError())) {
      double[] without = oracles.fast().ablate(oracles.open(), new int[] {0, 1, 2, 3, 4, 5});
      assertThat(IntStream.range(0, 6).filter(i -> without[i] > 1e-3)).hasSize(6);
    }
  }

  /** The same weights by the number of columns, which is that of every sample. */
  @Test
  void branchesOnSizesDoNotMeet() {
    Sketch s = new Sketch(new Random(1), -1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 6));
    String b = s.node("Tanh", "b", s.gemm("second", a, 6, 5));
    String size = s.node("Gather", "size", List.of(s.node("Shape", "n", b), s.number("one", 1)));
    String five = s.node("Equal", "five", List.of(size, s.number("columns", 5)));
    ModelBuilder then = new ModelBuilder(13).output("w_then", ElementType.FLOAT, 5, 4);
    ModelBuilder other = new ModelBuilder(13).output("w_else", ElementType.FLOAT, 5, 4);
    then.constant("w_then", Nets.floats(new long[] {5, 4}, new Random(2).doubles(20).toArray()));
    other.constant("w_else", Nets.floats(new long[] {5, 4}, new double[20]));
    String w = s.node("If", "if", five, "then_branch", then, "else_branch", other);
    String y = s.node("MatMul", "y", List.of(b, w));
    Model model = s.ends(s.gemm("last", s.node("Relu", "c", y), 4, 3), -1, 3);
    Samples samples = alone(model, Samples.random(1, 9, 3, 4));
    try (Oracles oracles = Oracles.of(model, samples, new SquaredError())) {
      assertThat(Batching.fixedSize(oracles.network(), samples)).isZero();
      assertThat(oracles.fast().evaluate(oracles.open()).error()).isLessThan(1e-9);
    }
    assertFastAgrees(model, Samples.random(1, 9, 3, 4));
  }

  @Test
  void recurrentLayersTakeManySamplesAtOnce() {
    Model model = recurrent();
    Samples samples = alone(model, Samples.random(1, 9, 3, 3, 4));
    try (Oracles oracles = Oracles.of(model, samples, new SquaredError())) {
      assertThat(Batching.fixedSize(oracles.network(), samples)).isZero();
      assertThat(oracles.fast().evaluate(oracles.open()).error()).isLessThan(1e-9);
    }
    assertFastAgrees(model, Samples.random(1, 9, 3, 3, 4));
  }

  @Test
  void derivativesThroughThemAreRefused() {
    for (Model model : List.of(recurrent(), branch())) {
      boolean images = model.graph().inputs().get(0).dims().size() == 3;
      Samples samples = images ? Samples.random(1, 4, 3, 3, 4) : Samples.random(1, 4, 3, 4);
      try (Network network = Nets.network(model.graph());
          Objective objective = new Objective(network, samples, new CrossEntropy())) {
        Gates open = network.anatomy().open();
        assertThatExceptionOfType(UnusableException.class)
            .isThrownBy(() -> objective.gradient(open))
            .withMessageContaining("through which no derivatives are taken")
            .withMessageContaining("brute-force");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"Frobnicate, ' in opset 13'", "org.example.Frobnicate, ''"})
  void anOperatorThatNobodyKnowsIsNamed(String op, String version) {
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .node(op, "y", List.of("x"))
            .output("y", ElementType.FLOAT, -1, 4)
            .build();
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> Nets.network(model.graph()))
        .withMessage(
            "node 'y' ("
                + op
                + "): the operator is not supported: neither libtorch nor ONNX Runtime knows it"
                + version
                + "; export the model without it");
  }

  @Test
  void chanceIsRefused() {
    Sketch s = new Sketch(new Random(1), -1, 4);
    Model model = s.ends(s.node("RandomNormalLike", "y", "x"), -1, 4);
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> Nets.network(model.graph()))
        .withMessageContaining("does not follow from the network's input");
  }

  /** Made, without the second, with another in front, and with the last once more. */
  @Test
  void sequences() {
    Sketch s = new Sketch(new Random(1), 1, 4);
    String made = s.node("SequenceConstruct", "made", List.of("x", s.weights("b", 1, 4), "x"));
    String less = s.node("SequenceErase", "less", List.of(made, s.number("one", 1)));
    List<String> in = List.of(less, s.weights("c", 1, 4), s.number("front", -2));
    String more = s.node("SequenceInsert", "more", in);
    String last = s.node("SequenceAt", "at", List.of(more, s.number("end", -1)));
    String again = s.node("SequenceInsert", "again", List.of(more, last));
    String length = s.node("Cast", "real", s.node("SequenceLength", "n", again), "to", 1);
    String wide = s.node("ConcatFromSequence", "wide", again, "axis", 1, "new_axis", 1);
    String flat = s.node("Flatten", "flat", s.node("Mul", "product", List.of(wide, length)));
    Model model = s.ends(s.gemm("last", flat, 16, 3), -1, 3);
    Samples samples = alone(model, Samples.random(1, 3, 3, 4));
    try (Network network = Nets.network(model.graph());
        Objective objective = new Objective(network, samples, new SquaredError())) {
      assertThat(objective.evaluate(network.anatomy().open()).error()).isLessThan(1e-9);
    }
  }
}
