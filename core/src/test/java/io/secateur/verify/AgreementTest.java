package io.secateur.verify;

import static io.secateur.testing.Made.operator;
import static io.secateur.testing.Made.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
  private static final int ALL = Integer.MAX_VALUE;

  /** Equal for what is not negative; a Relu of a negative number is wrong by that number. */
  private static double identityAgainstRelu(long batch, int samples, Rows data) {
    return Agreement.between(operator("Identity", batch), operator("Relu", batch), data, samples);
  }

  @Test
  void aModelAgreesWithItself() {
    assertThat(Agreement.between(times(3), times(3), Rows.numbers(1, -2, 5), ALL)).isEqualTo(0);
  }

  @Test
  void aChangedWeightIsADifferenceByHand() {
    Rows data = Rows.numbers(1, -4, 3);
    assertThat(Agreement.between(times(2), times(2.5f), data, ALL)).isEqualTo(2.0 / 8);
    assertThat(Agreement.between(times(2.5f), times(2), data, ALL)).isEqualTo(2.0 / 10);
  }

  /** The largest value and the largest difference are in different batches of 64. */
  @Test
  void allBatchesCount() {
    float[] numbers = new float[150];
    Arrays.fill(numbers, 1);
    numbers[0] = 100;
    numbers[149] = -3;
    Rows data = Rows.numbers(numbers);
    assertThat(identityAgainstRelu(-1, ALL, data)).isEqualTo(0.03);
    assertThat(identityAgainstRelu(-1, 150, data)).isEqualTo(0.03);
    assertThat(identityAgainstRelu(-1, 149, data)).isEqualTo(0);
  }

  /** Six samples for a model that takes four: the second batch is half empty. */
  @Test
  void aFixedBatchIsFilledUp() {
    Rows data = Rows.numbers(8, 1, 2, 3, 4, -2);
    assertThat(identityAgainstRelu(4, ALL, data)).isEqualTo(0.25);
    assertThat(identityAgainstRelu(4, 5, data)).isEqualTo(0);
    assertThat(identityAgainstRelu(1, ALL, data)).isEqualTo(0.25);
    assertThat(identityAgainstRelu(6, ALL, data)).isEqualTo(0.25);
    assertThat(identityAgainstRelu(100, ALL, data)).isEqualTo(0.25);
  }

  @Test
  void oneOfThemMayTakeAnyBatch() {
    Rows data = Rows.numbers(4, 4, -1);
    assertThat(Agreement.between(operator("Identity", 2), operator("Relu", -1), data, ALL))
        .isEqualTo(0.25);
    assertThat(Agreement.between(operator("Identity", -1), operator("Relu", 2), data, ALL))
        .isEqualTo(0.25);
    assertThatThrownBy(
            () -> Agreement.between(operator("Identity", 2), operator("Relu", 3), data, ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("takes 2 samples at once and the pruned one 3");
  }

  @Test
  void aNumberThatIsNoneIsInfinitelyFar() {
    Rows data = Rows.numbers(1, 4, -1);
    Model root = operator("Sqrt", -1);
    assertThat(Agreement.between(operator("Identity", -1), root, data, ALL)).isInfinite();
    assertThat(Agreement.between(root, operator("Identity", -1), data, ALL)).isInfinite();
    assertThat(Agreement.between(root, root, data, ALL)).isEqualTo(0);
  }

  @Test
  void integersAreEqualOrInfinitelyFar() {
    assertThat(Agreement.between(counts("Ceil"), counts("Floor"), Rows.numbers(1, 2, 3), ALL))
        .isEqualTo(0);
    assertThat(Agreement.between(counts("Ceil"), counts("Floor"), Rows.numbers(1, 2, 3.5f), ALL))
        .isInfinite();
  }

  private static Model counts(String rounding) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .output("y", ElementType.INT64, -1, 1)
        .node(rounding, "rounded", List.of("x"))
        .node("Cast", "y", List.of("rounded"), "to", ElementType.INT64.number())
        .build();
  }

  /** The second output is wrong by a quarter of its own scale, which is not the first's. */
  @Test
  void everyOutputHasItsScale() {
    Rows data = Rows.numbers(4);
    assertThat(Agreement.between(two(1, 1000), two(1.25f, 1000), data, ALL)).isEqualTo(0.25);
    assertThat(Agreement.between(two(1000, 1), two(1000, 1.25f), data, ALL)).isEqualTo(0.25);
  }

  private static Model two(float one, float other) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .output("y", ElementType.FLOAT, -1, 1)
        .output("z", ElementType.FLOAT, -1, 1)
        .constant("v", Tensor.of(new long[] {1}, one))
        .constant("w", Tensor.of(new long[] {1}, other))
        .node("Mul", "y", List.of("x", "v"))
        .node("Mul", "z", List.of("x", "w"))
        .build();
  }

  @Test
  void otherOutputsAreASentence() {
    Rows data = Rows.numbers(4);
    assertThatThrownBy(() -> Agreement.between(two(1, 1), times(1), data, ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has the outputs [y, z] and the pruned one [y]");
    assertThatThrownBy(() -> Agreement.between(times(1), two(1, 1), data, ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has the outputs [y] and the pruned one [y, z]");
    assertThatThrownBy(() -> Agreement.between(times(1), counts("Floor"), data, ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'y' is FLOAT[1, 1] in the network with gates and INT64[1, 1]");
    assertThatThrownBy(() -> Agreement.between(times(1), operator("Shrunk", -1), data, ALL))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("cannot open the pruned network");
  }

  @Test
  void anotherShapeIsASentence() {
    Model flat =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1)
            .output("y", ElementType.FLOAT, -1)
            .constant("axis", Tensor.of(new long[] {1}, 1L))
            .node("Squeeze", "y", List.of("x", "axis"))
            .build();
    assertThatThrownBy(() -> Agreement.between(times(1), flat, Rows.numbers(4, 5), ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'y' is FLOAT[2, 1] in the network with gates and FLOAT[2]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void nothingIsNotCompared(int samples) {
    assertThatThrownBy(() -> Agreement.between(times(1), times(1), Rows.numbers(4), samples))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Agreement.between(times(1), times(1), Rows.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
