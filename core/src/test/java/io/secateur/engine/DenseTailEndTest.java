package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the walk back from a network's end must stop. */
class DenseTailEndTest {
  private final Sketch net = new Sketch(new Random(1), -1, 3);

  @BeforeEach
  void aHiddenLayer() {
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Elu", "Selu", "Softplus", "HardSigmoid", "Gelu", "Softsign"})
  void anActivationThatTheKernelsDoNotKnow(String op) {
    Sketch late = new Sketch(20, new Random(1), -1, 3);
    late.gemm("g1", "x", 3, 4);
    late.node("Relu", "a1", "g1");
    late.gemm("g2", "a1", 4, 5);
    late.node(op, "a2", "g2");
    late.gemm("g3", "a2", 5, 6);
    late.node("Relu", "a3", "g3");
    late.gemm("g4", "a3", 6, 2);
    DenseTail tail = Tails.of(late.ends("g4", -1, 2));
    assertThat(tail.boundary()).isEqualTo("a2");
    assertThat(tail.layers()).extracting(DenseLayer::in).containsExactly(5, 6);
  }

  /** z σ(z): the pre-activation has two readers. */
  @Test
  void aPreActivationReadTwice() {
    net.gemm("g2", "a1", 4, 5);
    net.node("Sigmoid", "s", "g2");
    net.node("Mul", "swish", List.of("g2", "s"));
    net.gemm("g3", "swish", 5, 2);
    assertThat(Tails.of(net.ends("g3", -1, 2)).boundary()).isEqualTo("swish");
  }

  /** Both readers of the pre-activation are known activations, whose sum is not. */
  @Test
  void aForkThatJoins() {
    net.gemm("g2", "a1", 4, 5);
    net.node("Tanh", "t", "g2");
    net.node("Sigmoid", "s", "g2");
    net.node("Add", "sum", List.of("t", "s"));
    net.gemm("g3", "sum", 5, 2);
    assertThat(Tails.of(net.ends("g3", -1, 2)).boundary()).isEqualTo("sum");
  }

  /** A shortcut around the last layers: what they add up has no single linear map. */
  @Test
  void aShortcut() {
    net.gemm("g2", "a1", 4, 4);
    net.node("Relu", "a2", "g2");
    net.node("Add", "joined", List.of("a1", "a2"));
    net.gemm("g3", "joined", 4, 2);
    try (Network network = Network.of(net.ends("g3", -1, 2).graph(), Map.of())) {
      DenseTail tail = Tails.of(network);
      assertThat(tail.boundary()).isEqualTo("joined");
      // the neurons of the shortcut are read by g2 as well
      assertThat(tail.neurons(network.anatomy().gateSites())).isEmpty();
    }
  }

  /**
   * A second output has a reader of its own: those neurons are in the tail's first layer, not its
   * own.
   */
  @Test
  void aSecondHead() {
    net.gemm("g2", "a1", 4, 5);
    net.node("Relu", "a2", "g2");
    net.gemm("g3", "a2", 5, 2);
    net.gemm("other", "a1", 4, 3);
    Model model = net.ends("g3", new long[] {-1, 2}, "other", -1, 3);
    try (Network network = Network.of(model.graph(), Map.of())) {
      DenseTail tail = Tails.of(network);
      assertThat(tail.boundary()).isEqualTo("a1");
      assertThat(tail.neurons(network.anatomy().gateSites()))
          .containsExactlyInAnyOrder(4, 5, 6, 7, 8);
    }
  }

  /** In the middle of the chain, a second reader ends it behind itself. */
  @Test
  void aSecondHeadInTheMiddle() {
    net.gemm("g2", "a1", 4, 5);
    net.node("Relu", "a2", "g2");
    net.gemm("g3", "a2", 5, 6);
    net.node("Relu", "a3", "g3");
    net.gemm("g4", "a3", 6, 2);
    net.gemm("other", "a2", 5, 3);
    DenseTail tail = Tails.of(net.ends("g4", new long[] {-1, 2}, "other", -1, 3));
    assertThat(tail.boundary()).isEqualTo("a2");
    assertThat(tail.layers()).extracting(DenseLayer::in).containsExactly(5, 6);
  }

  /** Units that are shown must stay, so nothing of them can be removed. */
  @ParameterizedTest
  @ValueSource(strings = {"g2", "a2"})
  void anInnerValueThatIsAnOutput(String shown) {
    net.gemm("g2", "a1", 4, 5);
    net.node("Relu", "a2", "g2");
    net.gemm("g3", "a2", 5, 6);
    net.node("Relu", "a3", "g3");
    net.gemm("g4", "a3", 6, 2);
    DenseTail tail = Tails.of(net.ends("g4", new long[] {-1, 2}, shown, -1, 5));
    assertThat(tail.boundary()).isEqualTo("a3");
    assertThat(tail.layers()).hasSize(1);
  }

  /** c / z is not linear in z, nor is z z. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNotLinear(boolean division) {
    net.gemm("g2", "a1", 4, 5);
    if (division) {
      net.node("Div", "bent", List.of(net.number32("c", 3), "g2"));
    } else {
      net.node("Mul", "bent", List.of("g2", "g2"));
    }
    assertThat(Tails.maybe(net.ends("bent", -1, 5))).isNull();
  }

  @Test
  void nothingHidden() {
    Sketch flat = new Sketch(new Random(1), -1, 3);
    flat.gemm("g", "x", 3, 2);
    assertThat(Tails.maybe(flat.ends("g", -1, 2))).isNull();
  }

  @Test
  void anEndThatIsNotDense() {
    Sketch images = new Sketch(new Random(1), -1, 1, 4, 4);
    images.conv("c1", "x", 1, 3, 3);
    images.node("Relu", "r", "c1");
    images.conv("c2", "r", 3, 2, 3);
    images.node("GlobalAveragePool", "pool", "c2");
    images.node("Flatten", "y", "pool");
    assertThat(Tails.maybe(images.ends("y", -1, 2))).isNull();
  }

  /** A product with a matrix for every sample's every row is no dense layer of samples. */
  @Test
  void rowsWithinSamples() {
    Sketch tokens = new Sketch(new Random(1), -1, 6, 3);
    tokens.node("MatMul", "m1", List.of("x", tokens.weights("w1", 3, 4)));
    tokens.node("Relu", "a1", "m1");
    tokens.node("MatMul", "m2", List.of("a1", tokens.weights("w2", 4, 2)));
    assertThat(Tails.maybe(tokens.ends("m2", -1, 6, 2))).isNull();
  }
}
