package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.SquaredError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where samples are too many for the memory allowed, they go through in chunks, to the same end.
 */
class BoundedMemoryTest {
  /** What the tail keeps of a sample is some 500 bytes, and there is room for 8 MB. */
  private static final int SAMPLES = 20_000;

  /** A tail that begins at the input reads the data itself; behind an Elu it is libtorch's. */
  @ParameterizedTest
  @CsvSource({"Sigmoid, true", "Elu, false"})
  void chunksAddUpToTheWhole(String first, boolean stem) {
    DenseChain chain = new DenseChain(1, List.of(5, 17, 33, 10), List.of(first, "Relu"), "Sigmoid");
    Dataset samples = chain.samples(SAMPLES, true);
    Measuring little = Measuring.DEFAULT.with(Measuring.LEAST_MEMORY);
    try (Network network = Network.of(chain.model().graph(), Map.of());
        Objective roomy = new Objective(network, samples, new SquaredError(), Measuring.DEFAULT);
        Objective tight = new Objective(network, samples, new SquaredError(), little)) {
      DenseTail tail = Objects.requireNonNull(network.tail());
      assertThat(tail.hasStem()).isEqualTo(stem);
      assertThat(DenseTile.bytesPerSample(tail, false) * SAMPLES).isGreaterThan(little.forTail());
      Gates gates = network.anatomy().open().close(3).close(20);
      double sums = 1e-9; // the same errors, of which other parts are summed up first
      double[] expected = roomy.ablate(gates, gates.alive());
      double[] found = tight.ablate(gates, gates.alive());
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(sums * expected[i]));
      }
      Evaluation whole = roomy.evaluate(gates);
      Evaluation parts = tight.evaluate(gates);
      assertThat(parts.error()).isCloseTo(whole.error(), within(sums * whole.error()));
      assertThat(parts.accuracy()).isEqualTo(whole.accuracy());
      double[] lowest = tight.ablate(gates, gates.alive(), 1, 0);
      int best = 0;
      for (int i = 0; i < found.length; i++) {
        best = found[i] < found[best] ? i : best;
      }
      assertThat(lowest[best]).isEqualTo(found[best]);
    }
  }

  @Test
  void tooLittleIsRefused() {
    assertThatThrownBy(() -> Measuring.DEFAULT.with(1000L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--memory must be at least 16m, not 1000 bytes");
  }
}
