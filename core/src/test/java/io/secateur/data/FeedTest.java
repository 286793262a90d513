package io.secateur.data;

import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.f8;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.i8;
import static io.secateur.data.Written.input;
import static io.secateur.data.Written.longs;
import static io.secateur.data.Written.npy;
import static io.secateur.data.Written.npz;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.data.Written.Npy;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values in the element type that the model asks for. */
class FeedTest {
  @TempDir Path folder;

  private Tensor given(ElementType type, Npy array) {
    Path path = npz(folder, "x", array);
    Dataset read = Written.open(path, List.of(input("x", type, -1, 1)));
    return Objects.requireNonNull(read.batch(0, read.size()).inputs().get("x"));
  }

  private void refused(ElementType type, Npy array, String... words) {
    assertThatThrownBy(() -> given(type, array))
        .isInstanceOf(UnusableException.class)
        .message()
        .contains(words)
        .contains("sample 1 of 'x' of");
  }

  @ParameterizedTest
  @CsvSource({
    "INT64, 9223372036854775807, -9223372036854775808",
    "INT32, 2147483647, -2147483648",
    "UINT8, 255, 0",
    "BOOL, 1, 0",
  })
  void integersUpToTheTypesEndsAreExact(ElementType type, long most, long least) {
    Tensor tensor = given(type, longs("(2, 1)", most, least));
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.longs()).containsExactly(most, least);
  }

  @Test
  void integersBeyondTheTypesEndsAreRefused() {
    refused(ElementType.INT32, longs("(2, 1)", 0, 1L << 31), "2147483648", "(INT32)");
    refused(ElementType.INT32, longs("(2, 1)", 0, -(1L << 31) - 1), "-2147483649", "(INT32)");
    refused(ElementType.UINT8, longs("(2, 1)", 0, 256), "holds 256", "from 0 to 255 (UINT8)");
    refused(ElementType.UINT8, longs("(2, 1)", 0, -1), "holds -1", "correct the data");
    refused(ElementType.BOOL, longs("(2, 1)", 0, 2), "holds 2", "from 0 to 1 (BOOL)");
    refused(ElementType.INT64, npy("<u8", "(2, 1)", i8(0, -1)), "18446744073709551615", "(INT64)");
  }

  @Test
  void realNumbersMayBeIntegersIfTheyAreWhole() {
    assertThat(given(ElementType.INT64, floats("(2, 1)", -3, 7)).longs()).containsExactly(-3, 7);
    refused(ElementType.INT64, floats("(2, 1)", 1, 2.5), "holds 2.5", "whole numbers");
    refused(ElementType.INT64, npy("<f8", "(2, 1)", f8(0, 0x1p63)), "holds 9.22");
    refused(ElementType.INT32, npy("<f8", "(2, 1)", f8(0, 1e10)), "10000000000", "(INT32)");
    refused(ElementType.INT64, floats("(2, 1)", 1, Double.NaN), "holds NaN");
  }

  @Test
  void truthIsOneByte() {
    Tensor tensor = given(ElementType.BOOL, npy("|b1", "(3, 1)", bytes(0, 1, 2)));
    assertThat(tensor.longs()).containsExactly(0, 1, 1);
    assertThat(given(ElementType.FLOAT, npy("|b1", "(2, 1)", bytes(0, 1))).at(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
  void whatIsNoNumberIsRefusedAtOpening(double value, String words) {
    refused(ElementType.FLOAT, floats("(2, 1)", 0, value), words, "leave it out");
    refused(ElementType.DOUBLE, npy("<f8", "(2, 1)", f8(0, value)), words);
    byte[] half = bytes(0, 0, 0, Double.isNaN(value) ? 0x7e : value > 0 ? 0x7c : 0xfc);
    refused(ElementType.FLOAT, npy("<f2", "(2, 1)", half), words);
  }

  @Test
  void aDoubleThatNoFloatHoldsIsRefused() {
    refused(ElementType.FLOAT, npy("<f8", "(2, 1)", f8(0, 1e39)), "1.0E39", "too large for FLOAT");
    assertThat(given(ElementType.DOUBLE, npy("<f8", "(1, 1)", f8(1e39))).at(0)).isEqualTo(1e39);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "INT8", "STRING", "OTHER"})
  void otherTypesAreRefused(ElementType type) {
    assertThatThrownBy(() -> given(type, longs("(1, 1)", 0)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("takes " + type)
        .hasMessageContaining("export the model with FLOAT inputs");
  }
}
