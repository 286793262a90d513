package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.data.NoTargets;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators that repeat elements, take them apart or choose among them. */
class RepeatingTest {
  private static Tensor counting(long... dims) {
    double[] values = new double[(int) Tensor.count(dims)];
    Arrays.setAll(values, i -> i);
    return Nets.floats(dims, values);
  }

  private static Tensor number(float value) {
    return Tensor.of(new long[0], new float[] {value});
  }

  @Test
  void expand() {
    Nets.Made made = Nets.run(13, "Expand", List.of(counting(2, 1), Nets.longs(2, 3)));
    assertThat(made.elements()).containsExactly(0, 0, 0, 1, 1, 1);
    Nets.Made more = Nets.run(13, "Expand", List.of(counting(2, 1), Nets.longs(2, 1, 2)));
    assertThat(more.dims()).containsExactly(2, 2, 2);
    assertThat(more.elements()).containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
    Nets.Made kept = Nets.run(13, "Expand", List.of(counting(2, 3), Nets.longs(1)));
    assertThat(kept.elements()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void tile() {
    Nets.Made made = Nets.run(13, "Tile", List.of(counting(2, 2), Nets.longs(2, 3)));
    assertThat(made.dims()).containsExactly(4, 6);
    for (int i = 0; i < 24; i++) {
      assertThat(made.elements()[i]).isEqualTo(i / 6 % 2 * 2 + i % 6 % 2);
    }
  }

  /** Of 0 to 6, by lengths that are an attribute, an input, or equal but for the last. */
  @ParameterizedTest
  @CsvSource({"11, 2 5", "13, 2 5", "13, 3 4"})
  void split(long opset, String lengths) {
    long[] numbers = Arrays.stream(lengths.split(" ")).mapToLong(Long::parseLong).toArray();
    List<Tensor> in =
        opset < 13 ? List.of(counting(1, 7)) : List.of(counting(1, 7), Nets.longs(numbers));
    Object[] attributes =
        opset < 13 ? new Object[] {"axis", -1, "split", numbers} : new Object[] {"axis", 1};
    assertThat(second(opset, in, attributes))
        .hasSize((int) numbers[1])
        .startsWith((double) numbers[0]);
  }

  @Test
  void splitEvenly() {
    assertThat(second(13, List.of(counting(6, 1)))).containsExactly(3, 4, 5);
    assertThat(second(18, List.of(counting(5, 1)), "num_outputs", 2)).containsExactly(3, 4);
  }

  /** The second of two parts, which the graph's output reads. */
  private static double[] second(long opset, List<Tensor> inputs, Object... attributes) {
    ModelBuilder model = new ModelBuilder(opset).input("x", ElementType.FLOAT, -1, 1);
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      model.constant("in" + i, inputs.get(i));
      names.add("in" + i);
    }
    Graph graph =
        model
            .node("Split", "split", names, List.of("one", "two"), attributes)
            .node("Flatten", "flat", List.of("two"), "axis", 0)
            .node("Add", "y", List.of("x", "flat"))
            .output("y", ElementType.FLOAT, -1, -1)
            .build()
            .graph();
    try (Network network = Nets.network(graph)) {
      Samples zero = new Samples("x", new long[] {1}, new float[][] {{0}}, NoTargets.NONE);
      return Nets.outputs(network, zero)[0];
    }
  }

  @Test
  void range() {
    Tensor from = number(1);
    assertThat(Nets.run(13, "Range", List.of(from, number(2.2f), number(0.5f))).elements())
        .containsExactly(1, 1.5, 2);
    Tensor nine = Tensor.of(new long[0], 9L);
    Tensor down = Tensor.of(new long[0], -4L);
    Tensor zero = Tensor.of(new long[0], 0L);
    assertThat(Nets.run(13, "Range", List.of(nine, zero, down)).elements())
        .containsExactly(9, 5, 1);
    assertThat(Nets.run(13, "Range", List.of(zero, zero, nine)).elements()).isEmpty();
  }

  @Test
  void comparisons() {
    Tensor a = Nets.floats(new long[] {4}, 1, 2, 3, 2);
    Tensor two = number(2);
    assertThat(Nets.run(16, "Equal", List.of(a, two)).elements()).containsExactly(0, 1, 0, 1);
    assertThat(Nets.run(16, "Less", List.of(a, two)).elements()).containsExactly(1, 0, 0, 0);
    assertThat(Nets.run(16, "LessOrEqual", List.of(a, two)).elements()).containsExactly(1, 1, 0, 1);
    assertThat(Nets.run(16, "Greater", List.of(a, two)).elements()).containsExactly(0, 0, 1, 0);
    assertThat(Nets.run(16, "GreaterOrEqual", List.of(a, two)).elements())
        .containsExactly(0, 1, 1, 1);
  }

  @Test
  void truthValues() {
    Tensor a = Nets.longs(0, 0, 1, 1);
    Tensor b = Nets.longs(0, 1, 0, 1);
    assertThat(Nets.run(16, "And", List.of(a, b)).elements()).containsExactly(0, 0, 0, 1);
    assertThat(Nets.run(16, "Or", List.of(a, b)).elements()).containsExactly(0, 1, 1, 1);
    assertThat(Nets.run(16, "Xor", List.of(a, b)).elements()).containsExactly(0, 1, 1, 0);
    assertThat(Nets.run(16, "Not", List.of(a)).elements()).containsExactly(1, 1, 0, 0);
    Nets.Made made = Nets.run(16, "Where", List.of(b, counting(2, 1), number(9)));
    assertThat(made.dims()).containsExactly(2, 4);
    assertThat(made.elements()).containsExactly(9, 0, 9, 0, 9, 1, 9, 1);
  }

  /** Python's sign without fmod, C's with it. */
  @Test
  void remainders() {
    Tensor a = Nets.floats(new long[] {4}, -7, 7, -7, 7);
    Tensor b = Nets.floats(new long[] {4}, 3, 3, -3, -3);
    assertThat(Nets.run(13, "Mod", List.of(a, b), "fmod", 1).elements())
        .containsExactly(-1, 1, -1, 1);
    assertThat(
            Nets.run(13, "Mod", List.of(Nets.longs(-7, 7, -7, 7), Nets.longs(3, 3, -3, -3)))
                .elements())
        .containsExactly(2, 1, -1, -2);
  }

  @Test
  void rounding() {
    Tensor x = Nets.floats(new long[] {5}, -1.5, -0.2, 0.5, 1.5, 2.7);
    assertThat(Nets.run(13, "Floor", List.of(x)).elements()).containsExactly(-2, -1, 0, 1, 2);
    assertThat(Nets.run(13, "Ceil", List.of(x)).elements()).containsExactly(-1, -0.0, 1, 2, 3);
    assertThat(Nets.run(13, "Round", List.of(x)).elements()).containsExactly(-2, -0.0, 0, 2, 3);
    assertThat(Nets.run(13, "Sign", List.of(x)).elements()).containsExactly(-1, -1, 1, 1, 1);
    assertThat(Nets.run(13, "ThresholdedRelu", List.of(x), "alpha", 1.5).elements())
        .containsExactly(0, 0, 0, 0, (double) 2.7f);
    assertThat(Nets.run(13, "Mean", List.of(x, number(1))).elements()[3]).isEqualTo(1.25);
    assertThat(Nets.run(13, "Celu", List.of(x), "alpha", 2.0).elements()[0])
        .isEqualTo(2 * Math.expm1(-0.75), org.assertj.core.data.Offset.offset(1e-6));
  }

  /** The example of ONNX's documentation: 8 channels of 2 x 3, blocks of 2. */
  @Test
  void blocksOfChannelsBecomePixels() {
    Tensor x = counting(1, 8, 2, 3);
    for (String mode : List.of("DCR", "CRD")) {
      Nets.Made made = Nets.run(13, "DepthToSpace", List.of(x), "blocksize", 2, "mode", mode);
      assertThat(made.dims()).containsExactly(1, 2, 4, 6);
      for (int i = 0; i < 48; i++) {
        int c = i / 24;
        int row = i / 6 % 4;
        int column = i % 6;
        int block = row % 2 * 2 + column % 2;
        int channel = mode.equals("DCR") ? block * 2 + c : c * 4 + block;
        assertThat(made.elements()[i]).isEqualTo(channel * 6 + row / 2 * 3 + column / 2);
      }
    }
  }

  /** What the other way round with DCR undoes. */
  @Test
  void pixelsBecomeBlocksOfChannels() {
    Nets.Made made = Nets.run(13, "SpaceToDepth", List.of(counting(1, 2, 4, 6)), "blocksize", 2);
    assertThat(made.dims()).containsExactly(1, 8, 2, 3);
    Nets.Made back =
        Nets.run(
            13, "DepthToSpace", List.of(Nets.floats(made.dims(), made.elements())), "blocksize", 2);
    assertThat(back.elements()).isSorted();
  }

  @Test
  void sizes() {
    Nets.Made made = Nets.run(13, "Size", List.of(counting(2, 3)));
    assertThat(made.dims()).isEmpty();
    assertThat(made.elements()).containsExactly(6);
  }
}
