package io.secateur.data;

import static io.secateur.data.Written.all;
import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.file;
import static io.secateur.data.Written.gzip;
import static io.secateur.data.Written.idx;
import static io.secateur.data.Written.input;
import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.smallImages;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  @TempDir Path folder;

  private Dataset open(String source, List<ValueInfo> inputs) {
    return Datasets.open(DataOptions.of(source), inputs);
  }

  private void refused(String source, List<ValueInfo> inputs, String... words) {
    UnusableException e = catchThrowableOfType(UnusableException.class, () -> open(source, inputs));
    assertThat(e).as("nothing was refused").isNotNull();
    assertThat(e.getMessage()).contains(words).doesNotContain("\n").contains("; ");
  }

  private String pair(byte[] images, byte[] labels) {
    return file(folder, "images", images) + "," + file(folder, "labels", labels);
  }

  @Test
  void readsImagesAndLabelsGzippedOrNot() {
    byte[] labels = idx(8, new int[] {2}, bytes(9, 200));
    for (String source :
        List.of(pair(smallImages(2), labels), pair(gzip(smallImages(2)), gzip(labels)))) {
      Dataset read = open(source, x(-1, 1, 2, 3));
      assertThat(all(read)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat(labels(read.targets())).containsExactly(9, 200);
      assertThat(read.description())
          .isEqualTo("2 samples of " + folder.getFileName() + "/images, 2 classes");
    }
  }

  @Test
  void readsImagesWithoutLabels() {
    Dataset read = open(file(folder, "i", smallImages(2)).toString(), x(-1, 6));
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.targets()).isSameAs(NoTargets.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 80ff, 128, 255",
    "9, 80ff, -128, -1",
    "11, fffe0201, -2, 513",
    "12, fffffffe00020001, -2, 131073",
    "13, bfc000003e800000, -1.5, 0.25",
    "14, bff80000000000003fd0000000000000, -1.5, 0.25",
  })
  void readsEveryType(int type, String hex, double first, double second) {
    byte[] content = idx(type, new int[] {2, 1}, HexFormat.of().parseHex(hex));
    Dataset read = open(file(folder, "i", content).toString(), x(-1, 1));
    assertThat(all(read)).containsExactly(first, second);
  }

  @Test
  void readsEveryRank() {
    byte[] data = bytes(1, 2, 3, 4);
    Path one = file(folder, "1", idx(8, new int[] {4}, data));
    assertThat(open(one.toString(), x(-1, 1)).size()).isEqualTo(4);
    Path two = file(folder, "2", idx(8, new int[] {2, 2}, data));
    assertThat(open(two.toString(), x(-1, 2)).size()).isEqualTo(2);
    Path four = file(folder, "4", idx(8, new int[] {1, 2, 1, 2}, data));
    assertThat(all(open(four.toString(), x(-1, 2, 1, 2)))).containsExactly(1, 2, 3, 4);
    refused(four.toString(), x(-1, 1, 2, 2), "[1, 2, 1, 2]", "asks for [?, 1, 2, 2]");
  }

  @Test
  void appliesSkipAndTakeToBothFiles() {
    String source = pair(smallImages(4), gzip(idx(8, new int[] {4}, bytes(1, 2, 3, 4))));
    Dataset read =
        Datasets.open(new DataOptions(source, 1, 2, 1, List.of(), List.of()), x(-1, 2, 3));
    assertThat(all(read)).containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    assertThat(labels(read.targets())).containsExactly(2, 3);
  }

  @Test
  void refusesFilesThatAreCutShortOrTooLong() {
    for (int left : new int[] {0, 1, 5}) {
      Path cut = file(folder, "i", Arrays.copyOf(smallImages(1), 16 + left));
      refused(cut.toString(), x(-1, 6), "[1, 2, 3]", "needs 6 bytes", "has " + left + ";");
    }
    Path longer = file(folder, "i", Arrays.copyOf(smallImages(1), 23));
    refused(longer.toString(), x(-1, 6), "[1, 2, 3]", "needs 6 bytes", "has more", "damaged");
  }

  @Test
  void refusesHeadersThatLie() {
    byte[] huge = idx(14, new int[] {2147483647, 65535, 7}, bytes(1, 2));
    refused(file(folder, "i", huge).toString(), x(-1, 6), "[2147483647, 65535, 7]", "has 2");
    byte[] impossible = idx(14, new int[] {2147483647, 2147483647, 2147483647}, bytes(1, 2));
    refused(file(folder, "i", impossible).toString(), x(-1, 6), "impossible shape");
    byte[] negative = idx(8, new int[] {-2, 3}, bytes(1, 2));
    refused(file(folder, "i", negative).toString(), x(-1, 6), "impossible shape", "[-2, 3]");
    refused(file(folder, "i", bytes(0, 0, 8, 3, 0)).toString(), x(-1, 6), "'", "damaged");
  }

  @Test
  void refusesGzipThatIsDamaged() {
    byte[] whole = gzip(smallImages(30));
    for (int length = 2; length < whole.length; length += 5) {
      Path cut = file(folder, "i.gz", Arrays.copyOf(whole, length));
      refused(cut.toString(), x(-1, 6), "i.gz", "download it again");
    }
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    refused(file(folder, "i.gz", wrongSum).toString(), x(-1, 6), "download it again");
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() {
    byte[] labels = idx(8, new int[] {2}, bytes(9, 200));
    refused(pair(labels, smallImages(2)), x(-1, 6), "name the images first");
    refused(pair(smallImages(2), smallImages(2)), x(-1, 6), "[2, 2, 3]", "one label for each");
    refused(pair(smallImages(3), labels), x(-1, 6), "holds 3 samples", "2 labels", "equally many");
    refused(pair(smallImages(2), bytes(1, 2, 3, 4)), x(-1, 6), "labels in IDX", "01 02 03 04");
    refused(
        pair(smallImages(2), Arrays.copyOf(labels, 9)), x(-1, 6), "labels'", "needs 2", "has 1");
    refused(pair(smallImages(2), labels) + "," + folder.resolve("labels"), x(-1, 6), "3 files");
    refused(
        pair(idx(8, new int[] {0, 2, 3}, bytes()), idx(8, new int[] {0}, bytes())),
        x(-1, 6),
        "no samples");
  }

  @Test
  void refusesModelsWithSeveralInputs() {
    List<ValueInfo> two =
        List.of(input("a", ElementType.FLOAT, -1, 6), input("b", ElementType.FLOAT, -1, 6));
    refused(
        file(folder, "i", smallImages(2)).toString(), two, "feeds one input", "'a' [?, 6]", ".npz");
  }
}
