package io.secateur.data;

import static io.secateur.data.Written.all;
import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.cifarRecord;
import static io.secateur.data.Written.f8;
import static io.secateur.data.Written.file;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.input;
import static io.secateur.data.Written.longs;
import static io.secateur.data.Written.npy;
import static io.secateur.data.Written.npz;
import static io.secateur.data.Written.smallImages;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTest {
  @TempDir Path folder;

  private static Dataset open(
      Path path, double scale, List<Double> mean, List<Double> std, List<ValueInfo> inputs) {
    return Datasets.open(
        new DataOptions(path.toString(), 0, Long.MAX_VALUE, scale, mean, std), inputs);
  }

  @Test
  void scalesThenSubtractsThenDivides() {
    Path path = file(folder, "i", smallImages(1));
    assertThat(all(open(path, 0.5, List.of(1.0), List.of(4.0), x(-1, 6))))
        .containsExactly(-0.25, -0.125, 0, 0.125, 0.25, 0.375);
    assertThat(all(open(path, 2, List.of(), List.of(), x(-1, 6))))
        .containsExactly(0, 2, 4, 6, 8, 10);
    assertThat(all(open(path, 1, List.of(1.0), List.of(), x(-1, 6))))
        .containsExactly(-1, 0, 1, 2, 3, 4);
    assertThat(all(open(path, 1, List.of(), List.of(2.0), x(-1, 6))))
        .containsExactly(0, 0.5, 1, 1.5, 2, 2.5);
  }

  /** Computed in float all along, many of these would differ in the last bit. */
  @Test
  void roundsOnce() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    Path path = npz(folder, "x", npy("|u1", "(1, 256)", pixels));
    double[] values = all(open(path, 1 / 255.0, List.of(0.4914), List.of(0.2023), x(-1, 256)));
    double[] plain = all(open(path, 1 / 255.0, List.of(), List.of(), x(-1, 256)));
    for (int i = 0; i < 256; i++) {
      assertThat(values[i]).isEqualTo((float) ((i * (1 / 255.0) - 0.4914) / 0.2023));
      assertThat(plain[i]).isEqualTo(i / 255f);
    }
  }

  @Test
  void doublesAreNotRounded() {
    Path path = npz(folder, "x", npy("<f8", "(1, 1)", f8(0.1)));
    Dataset read =
        open(path, 3, List.of(), List.of(), List.of(input("x", ElementType.DOUBLE, -1, 1)));
    assertThat(all(read)).containsExactly(0.1 * 3);
  }

  @Test
  void aColourImageHasAMeanForEachChannelWhereverThatIs() {
    Path path = file(folder, "c", cifarRecord(0));
    List<Double> mean = List.of(1.0, 2.0, 3.0);
    List<Double> std = List.of(1.0, 10.0, 100.0);
    double[] first = all(open(path, 1, mean, std, x(-1, 3, 32, 32)));
    double[] flat = all(open(path, 1, mean, std, x(-1, 3072)));
    double[] last = all(open(path, 1, mean, std, x(-1, 32, 32, 3)));
    for (int channel = 0; channel < 3; channel++) {
      for (int pixel = 0; pixel < 1024; pixel++) {
        int stored = 100 * channel + pixel / 32 + (pixel % 32 == 31 ? 1 : 0);
        float expected = (float) ((stored - mean.get(channel)) / std.get(channel));
        assertThat(first[channel * 1024 + pixel]).isEqualTo(expected);
        assertThat(flat[channel * 1024 + pixel]).isEqualTo(expected);
        assertThat(last[pixel * 3 + channel]).isEqualTo(expected);
      }
    }
  }

  @Test
  void anArrayHasItsChannelsInAxisOneOrElseInTheLast() {
    Path path = npz(folder, "x", npy("|u1", "(1, 2, 3)", bytes(0, 0, 0, 0, 0, 0)));
    assertThat(all(open(path, 1, List.of(-1.0, -2.0), List.of(), x(-1, 2, 3))))
        .containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(all(open(path, 1, List.of(-1.0, -2.0, -3.0), List.of(), x(-1, 2, 3))))
        .containsExactly(1, 2, 3, 1, 2, 3);
    Path square = npz(folder, "x", npy("|u1", "(1, 2, 2)", bytes(0, 0, 0, 0)));
    assertThat(all(open(square, 1, List.of(-1.0, -2.0), List.of(), x(-1, 2, 2))))
        .containsExactly(1, 1, 2, 2);
    Path flat = npz(folder, "x", npy("|u1", "(1, 6)", bytes(0, 0, 0, 0, 0, 0)));
    assertThat(all(open(flat, 1, List.of(-1.0, -2.0), List.of(), x(-1, 2, 3))))
        .containsExactly(1, 1, 1, 2, 2, 2);
  }

  @Test
  void asManyValuesAsChannelsOrASentence() {
    Path grey = file(folder, "i", smallImages(1));
    assertThatThrownBy(() -> open(grey, 1, List.of(1.0, 2.0, 3.0), List.of(), x(-1, 6)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("--mean and --std give 3 values")
        .hasMessageContaining("an image of '" + grey + "' has 1;");
    Path array = npz(folder, "x", floats("(1, 2, 3)", 1, 2, 3, 4, 5, 6));
    assertThatThrownBy(() -> open(array, 1, List.of(), List.of(1.0, 2.0, 3.0, 4.0), x(-1, 2, 3)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("give 4 values")
        .hasMessageContaining("'x', [2, 3],");
  }

  @Test
  void integersAreLeftAlone() {
    List<ValueInfo> both =
        List.of(input("ids", ElementType.INT64, -1, 2), input("x", ElementType.FLOAT, -1, 2));
    Path path = npz(folder, "ids", longs("(1, 2)", 3, 4), "x", floats("(1, 2)", 3, 4));
    Dataset read = open(path, 10, List.of(), List.of(), both);
    assertThat(all(read, "ids")).containsExactly(3, 4);
    assertThat(all(read, "x")).containsExactly(30, 40);
    List<ValueInfo> ids = List.of(input("ids", ElementType.INT64, -1, 2));
    assertThatThrownBy(() -> open(path, 10, List.of(), List.of(), ids))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("'ids' [?, 2]")
        .hasMessageContaining("--scale, --mean and --std do not apply");
  }

  @Test
  void aValueThatScalingMakesTooLargeIsRefused() {
    Path path = npz(folder, "x", floats("(2, 1)", 1, 1e38));
    assertThatThrownBy(() -> open(path, 10, List.of(), List.of(), x(-1, 1)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 1 of 'x'")
        .hasMessageContaining("too large for FLOAT")
        .hasMessageContaining("--scale");
  }
}
