package io.secateur.data;

import static io.secateur.data.Written.cifarRecord;
import static io.secateur.data.Written.file;
import static io.secateur.data.Written.smallImages;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in the places that models have for them. */
class FitTest {
  @TempDir Path folder;

  private static long[] dims(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private static Tensor first(Path path, String asked) {
    Batch batch = Written.open(path, x(dims(asked))).batch(0, 1);
    return Objects.requireNonNull(batch.inputs().get("x"));
  }

  @ParameterizedTest
  @CsvSource({
    "-1 1 2 3, 1 1 2 3",
    "1 1 2 3, 1 1 2 3",
    "-1 2 3 1, 1 2 3 1",
    "7 2 3, 1 2 3",
    "-1 6, 1 6",
    "-1 -1, 1 6",
    "1 6 1, 1 6 1",
    "1 3 2, 1 3 2",
    "1 -1 1, 1 6 1",
    "-1 -1 -1, 1 2 3",
    "-1 -1 -1 -1, 1 1 2 3",
    "-1 -1 -1 1, 1 2 3 1",
    "-1 1 1 2 3, 1 1 1 2 3",
  })
  void aGreyImageGoesWhereverAsManyElementsAreAskedFor(String asked, String given) {
    Tensor tensor = first(file(folder, "i", smallImages(1)), asked);
    assertThat(tensor.dims()).containsExactly(dims(given));
    for (int i = 0; i < 6; i++) {
      assertThat(tensor.at(i)).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 7", "-1 1 3 4", "-1 -1 -1 5", "-1 4 -1", "-1 -1 -1 1 1"})
  void aGreyImageThatDoesNotFitIsRefused(String asked) {
    Path path = file(folder, "i", smallImages(1));
    assertThatThrownBy(() -> first(path, asked))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("'x' asks for [?, ")
        .hasMessageContaining("1 channel of 2x3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 3 32 32", "1 3 -1 -1", "-1 -1 -1 -1", "-1 3072", "-1 -1"})
  void aColourImageKeepsItsChannelsFirst(String asked) {
    Tensor tensor = first(file(folder, "c", cifarRecord(0)), asked);
    assertThat(tensor.at(1024 + 5 * 32)).isEqualTo(105);
    assertThat(tensor.dims()).startsWith(1).endsWith(asked.length() < 9 ? 3072 : 32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 32 32 3", "1 -1 -1 3"})
  void aColourImagePutsItsChannelsLastWhereThatIsAsked(String asked) {
    Tensor tensor = first(file(folder, "c", cifarRecord(0)), asked);
    assertThat(tensor.dims()).containsExactly(1, 32, 32, 3);
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < 32; column++) {
        for (int channel = 0; channel < 3; channel++) {
          assertThat(tensor.at((row * 32 + column) * 3 + channel))
              .isEqualTo(100 * channel + row + (column == 31 ? 1 : 0));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 1 32 32", "-1 3 28 28", "-1 96 32", "-1 3 1024", "-1 3073"})
  void aColourImageThatDoesNotFitIsRefused(String asked) {
    Path path = file(folder, "c", cifarRecord(0));
    assertThatThrownBy(() -> first(path, asked))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("'x' asks for [?, ")
        .hasMessageContaining("3 channels of 32x32");
  }

  @Test
  void anInputWithoutABatchIsRefused() {
    Path path = file(folder, "i", smallImages(1));
    for (String asked : new String[] {"6", "-1"}) {
      assertThatThrownBy(() -> first(path, asked))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("at least one more axis");
    }
  }
}
