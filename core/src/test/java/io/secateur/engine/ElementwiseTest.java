package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of one element and of two, against their definitions in ONNX's documentation. */
class ElementwiseTest {
  private static final double[] X = {-30, -4, -3, -2.5, -1, -0.2, 0, 0.2, 1, 2.5, 3, 4, 30};
  private static final double[] POSITIVE = {0.01, 0.5, 1, 2, 30};

  private static Arguments of(String op, DoubleUnaryOperator f, Object... attributes) {
    return Arguments.of(op, attributes, f, X);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double clamp(double x, double low, double high) {
    return Math.max(low, Math.min(high, x));
  }

  /** erf by its power series, which converges everywhere. */
  private static double erf(double x) {
    if (Math.abs(x) > 5) {
      return Math.signum(x); // to 1e-11
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return sum * 2 / Math.sqrt(Math.PI);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        of("Relu", x -> Math.max(0, x)),
        of("Sigmoid", ElementwiseTest::sigmoid),
        of("Tanh", Math::tanh),
        of("LeakyRelu", x -> x < 0 ? 0.01 * x : x),
        of("LeakyRelu", x -> x < 0 ? 0.3 * x : x, "alpha", 0.3),
        of("Elu", x -> x < 0 ? Math.expm1(x) : x),
        of("Elu", x -> x < 0 ? 0.5 * Math.expm1(x) : x, "alpha", 0.5),
        of("Selu", x -> 1.05070102214813 * (x > 0 ? x : 1.67326319217681 * Math.expm1(x))),
        of("Selu", x -> 2 * (x > 0 ? x : 0.5 * Math.expm1(x)), "alpha", 0.5, "gamma", 2.0),
        of("Softplus", x -> Math.log1p(Math.exp(x))),
        of("Softsign", x -> x / (1 + Math.abs(x))),
        of("HardSigmoid", x -> clamp(0.2 * x + 0.5, 0, 1)),
        of("HardSigmoid", x -> clamp(0.5 * x + 0.1, 0, 1), "alpha", 0.5, "beta", 0.1),
        of("HardSwish", x -> x * clamp(x / 6 + 0.5, 0, 1)),
        of("Mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
        of("Gelu", x -> x / 2 * (1 + erf(x / Math.sqrt(2)))),
        of(
            "Gelu",
            x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
            "approximate",
            "tanh"),
        of("Erf", ElementwiseTest::erf),
        of("Exp", Math::exp),
        of("Neg", x -> -x),
        of("Abs", Math::abs),
        of("Identity", x -> x),
        of("Dropout", x -> x),
        of("Clip", x -> x),
        Arguments.of("Log", new Object[0], (DoubleUnaryOperator) Math::log, POSITIVE),
        Arguments.of("Sqrt", new Object[0], (DoubleUnaryOperator) Math::sqrt, POSITIVE),
        Arguments.of("Reciprocal", new Object[0], (DoubleUnaryOperator) x -> 1 / x, POSITIVE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void aFunctionOfOneElement(
      String op, Object[] attributes, DoubleUnaryOperator expected, double[] xs) {
    Tensor x = Nets.floats(new long[] {xs.length}, xs);
    double[] made = Nets.run(20, op, List.of(x), attributes).elements();
    for (int i = 0; i < xs.length; i++) {
      double wanted = expected.applyAsDouble((float) xs[i]);
      // single precision, of functions that are computed by approximation
      assertThat(made[i])
          .as("%s(%s)", op, xs[i])
          .isEqualTo(wanted, offset(5e-6 * (1 + Math.abs(wanted))));
    }
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of("Add", (DoubleBinaryOperator) Double::sum),
        Arguments.of("Sub", (DoubleBinaryOperator) (a, b) -> a - b),
        Arguments.of("Mul", (DoubleBinaryOperator) (a, b) -> a * b),
        Arguments.of("Div", (DoubleBinaryOperator) (a, b) -> a / b),
        Arguments.of("Pow", (DoubleBinaryOperator) Math::pow),
        Arguments.of("Max", (DoubleBinaryOperator) Math::max),
        Arguments.of("Min", (DoubleBinaryOperator) Math::min),
        Arguments.of("Sum", (DoubleBinaryOperator) Double::sum),
        Arguments.of("PRelu", (DoubleBinaryOperator) (a, b) -> a < 0 ? b * a : a));
  }

  /** (2, 3) with (2, 3), with (3) and with (1): broadcast as numpy does. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void aFunctionOfTwoElements(String op, DoubleBinaryOperator expected) {
    double[] a =
        op.equals("Pow") ? new double[] {0.5, 1, 2, 3, 4, 5} : new double[] {-2, -1, 0, 1, 2, 3};
    double[] b = {0.5, 2, -3, 1, -0.25, 4};
    for (int size : new int[] {6, 3, 1}) {
      long[] dims = size == 6 ? new long[] {2, 3} : new long[] {size};
      List<Tensor> inputs =
          List.of(Nets.floats(new long[] {2, 3}, a), Nets.floats(dims, Arrays.copyOf(b, size)));
      double[] made = Nets.run(13, op, inputs).elements();
      for (int i = 0; i < 6; i++) {
        assertThat(made[i]).isEqualTo(expected.applyAsDouble(a[i], b[i % size]), offset(1e-4));
      }
    }
  }

  @Test
  void aFunctionOfManyElements() {
    Tensor one = Nets.floats(new long[] {2}, 1, 5);
    Tensor two = Nets.floats(new long[] {1}, 3);
    Tensor three = Nets.floats(new long[] {2}, 2, 2);
    List<Tensor> all = List.of(one, two, three);
    assertThat(Nets.run(13, "Sum", all).elements()).containsExactly(6, 10);
    assertThat(Nets.run(13, "Max", all).elements()).containsExactly(3, 5);
    assertThat(Nets.run(13, "Min", all).elements()).containsExactly(1, 2);
    assertThat(Nets.run(13, "Max", List.of(one)).elements()).containsExactly(1, 5);
  }

  @ParameterizedTest
  @CsvSource({"-7, 2, -3", "7, 2, 3", "7, -2, -3", "6, 3, 2"})
  void integersAreDividedTowardsZero(long a, long b, double expected) {
    assertThat(Nets.run(13, "Div", List.of(Nets.longs(a), Nets.longs(b))).elements())
        .containsExactly(expected);
  }

  /** Bounds are attributes up to opset 6 and inputs from 11 on; either may be left out. */
  @Test
  void clipTakesItsBoundsEitherWay() {
    Tensor x = Nets.floats(new long[] {3}, -5, 0.5, 9);
    Tensor low = Nets.floats(new long[0], -1);
    Tensor high = Nets.floats(new long[0], 1);
    assertThat(Nets.run(13, "Clip", List.of(x, low, high)).elements()).containsExactly(-1, 0.5, 1);
    assertThat(Nets.run(13, "Clip", List.of(x, low)).elements()).containsExactly(-1, 0.5, 9);
    assertThat(Nets.run(6, "Clip", List.of(x), "min", -1.0, "max", 1.0).elements())
        .containsExactly(-1, 0.5, 1);
    assertThat(Nets.run(6, "Clip", List.of(x), "max", 1.0).elements()).containsExactly(-5, 0.5, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, -1.5 0 2.75", "7, -1 0 2", "6, -1 0 2", "11, -1.5 0 2.75", "9, 1 0 1"})
  void castsTruncate(long to, String expected) {
    Tensor x = Nets.floats(new long[] {3}, -1.5, 0, 2.75);
    assertThat(Nets.run(13, "Cast", List.of(x), "to", to).elements())
        .containsExactly(
            Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray());
  }
}
