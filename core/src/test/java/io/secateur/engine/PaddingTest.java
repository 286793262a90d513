package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements around (2, 3, 4), counted 0, 1, 2, ..., against plain loops. */
class PaddingTest {
  private static final long[] DIMS = {2, 3, 4};

  private static Tensor counting() {
    double[] values = new double[24];
    Arrays.setAll(values, i -> i);
    return Nets.floats(DIMS, values);
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** The index inside that an index outside repeats; −1 for none. */
  private static LongUnaryOperator inside(String mode, long size) {
    return i -> {
      if (i >= 0 && i < size) {
        return i;
      }
      return switch (mode) {
        case "edge" -> i < 0 ? 0 : size - 1;
        case "reflect" -> i < 0 ? -i : 2 * (size - 1) - i;
        case "wrap" -> (i + size) % size;
        default -> -1;
      };
    };
  }

  private static double[] expected(String mode, long[] pads, double value) {
    List<Double> all = new ArrayList<>();
    for (long a = -pads[0]; a < 2 + pads[3]; a++) {
      for (long b = -pads[1]; b < 3 + pads[4]; b++) {
        for (long c = -pads[2]; c < 4 + pads[5]; c++) {
          long i = inside(mode, 2).applyAsLong(a);
          long j = inside(mode, 3).applyAsLong(b);
          long k = inside(mode, 4).applyAsLong(c);
          all.add(i < 0 || j < 0 || k < 0 ? value : (double) (i * 12 + j * 4 + k));
        }
      }
    }
    return all.stream().mapToDouble(d -> d).toArray();
  }

  /** All befores and then all afters; the mode's name, the amounts, the constant. */
  @ParameterizedTest
  @CsvSource({
    "constant, 0 0 0 0 0 0, 0",
    "constant, 0 2 0 0 1 0, 0",
    "constant, 1 0 3 0 2 1, 7",
    "constant, 0 -1 1 0 1 -2, 3",
    "reflect, 0 2 1 0 1 3, 0",
    "reflect, 1 0 0 1 0 0, 0",
    "edge, 1 0 3 2 1 2, 0",
    "wrap, 0 2 1 0 3 4, 0",
  })
  void everyElement(String mode, String amounts, float value) {
    long[] pads = longs(amounts);
    double[] expected = expected(mode, pads, value);
    List<Tensor> inputs =
        List.of(counting(), Nets.longs(pads), Tensor.of(new long[0], new float[] {value}));
    Nets.Made made = Nets.run(19, "Pad", inputs, "mode", mode);
    assertThat(made.dims())
        .containsExactly(2 + pads[0] + pads[3], 3 + pads[1] + pads[4], 4 + pads[2] + pads[5]);
    assertThat(made.elements()).containsExactly(expected);
    Nets.Made old =
        Nets.run(10, "Pad", List.of(counting()), "mode", mode, "pads", pads, "value", value);
    assertThat(old.elements()).containsExactly(expected);
    Nets.Made oldest =
        Nets.run(1, "Pad", List.of(counting()), "mode", mode, "paddings", pads, "value", value);
    assertThat(oldest.elements()).containsExactly(expected);
  }

  /** From opset 18 on, amounts may be given for some axes only. */
  @Test
  void someAxes() {
    Tensor pads = Nets.longs(1, 2, 3, 0);
    Nets.Made made =
        Nets.run(
            18,
            "Pad",
            List.of(counting(), pads, Tensor.of(new long[0], 5f), Nets.longs(-1, 0)),
            "mode",
            "constant");
    assertThat(made.dims()).containsExactly(4, 3, 8);
    assertThat(made.elements())
        .containsExactly(expected("constant", new long[] {2, 0, 1, 0, 0, 3}, 5));
  }

  @Test
  void withoutAModeOrAValueItIsZeros() {
    Nets.Made made = Nets.run(13, "Pad", List.of(counting(), Nets.longs(0, 0, 1, 0, 0, 0)));
    assertThat(made.elements())
        .containsExactly(expected("constant", new long[] {0, 0, 1, 0, 0, 0}, 0));
  }

  @Test
  void amountsThatDoNotFit() {
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> Nets.run(13, "Pad", List.of(counting(), Nets.longs(0, 1, 2))))
        .withMessageContaining("it has 3 amounts of padding for 3 axes");
  }

  @Test
  void aModeThatIsNotKnown() {
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(
            () ->
                Nets.run(
                    13,
                    "Pad",
                    List.of(counting(), Nets.longs(0, 0, 1, 0, 0, 0)),
                    "mode",
                    "backwards"))
        .withMessageContaining("it pads by 'backwards'");
  }

  @Test
  void aShapeFilled() {
    Nets.Made zeros = Nets.run(13, "ConstantOfShape", List.of(Nets.longs(2, 3)));
    assertThat(zeros.dims()).containsExactly(2, 3);
    assertThat(zeros.elements()).containsOnly(0).hasSize(6);
    Tensor half = Tensor.of(new long[] {1}, 0.5f);
    assertThat(Nets.run(13, "ConstantOfShape", List.of(Nets.longs(3)), "value", half).elements())
        .containsExactly(0.5, 0.5, 0.5);
    Nets.Made number =
        Nets.run(13, "ConstantOfShape", List.of(Nets.longs()), "value", Nets.longs(-4));
    assertThat(number.dims()).isEmpty();
    assertThat(number.elements()).containsExactly(-4);
  }
}
