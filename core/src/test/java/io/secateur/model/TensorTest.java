package io.secateur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTest {
  /** (2, 3, 2) with the elements 0 to 11. */
  private static Tensor twelve() {
    float[] values = new float[12];
    for (int i = 0; i < 12; i++) {
      values[i] = i;
    }
    return Tensor.of(new long[] {2, 3, 2}, values);
  }

  private static boolean[] keep(String bits) {
    boolean[] keep = new boolean[bits.length()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = bits.charAt(i) == '1';
    }
    return keep;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 01, 6 7 8 9 10 11",
    "1, 101, 0 1 4 5 6 7 10 11",
    "1, 010, 2 3 8 9",
    "2, 10, 0 2 4 6 8 10",
    "2, 11, 0 1 2 3 4 5 6 7 8 9 10 11",
    "1, 000, ''",
  })
  void selectKeepsWhatItIsTold(int axis, String bits, String expected) {
    Tensor kept = twelve().select(axis, keep(bits));
    double[] wanted =
        Arrays.stream(expected.split(" "))
            .filter(s -> !s.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(kept.size()).isEqualTo(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(kept.at(i)).isEqualTo(wanted[i]);
    }
    assertThat(kept.dims()[axis]).isEqualTo(bits.chars().filter(c -> c == '1').count());
  }

  @Test
  void selectWantsOneChoiceForEachIndex() {
    assertThatThrownBy(() -> twelve().select(0, new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longsAreReadAndTheirBytesAreLittleEndian() {
    Tensor tensor = Tensor.of(new long[] {2}, 258L, -1L);
    assertThat(tensor.longs()).containsExactly(258, -1);
    assertThat(tensor.bytes().get(0)).isEqualTo((byte) 2);
    assertThatThrownBy(() -> tensor.bytes().put(0, (byte) 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    assertThatThrownBy(() -> twelve().longs()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesThatDoNotFitTheShapeAreRefused() {
    assertThatThrownBy(() -> new Tensor(ElementType.FLOAT, new long[] {2}, ByteBuffer.allocate(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FLOAT[2] needs 8");
  }

  @Test
  void shapesAreCounted() {
    assertThat(Tensor.count()).isEqualTo(1);
    assertThat(Tensor.count(3, 0, 5)).isZero();
    assertThat(Tensor.count(3, 4)).isEqualTo(12);
    assertThatThrownBy(() -> Tensor.count(3, -4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tensor.count(Long.MAX_VALUE, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
