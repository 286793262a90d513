package io.secateur.data;

import static io.secateur.data.Written.all;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.longs;
import static io.secateur.data.Written.npz;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.UnusableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches, views, skip and take: sample i holds the number i. */
class ViewsTest {
  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void write() {
    path =
        npz(folder, "x", floats("(6, 1)", 0, 1, 2, 3, 4, 5), "y", longs("(6,)", 0, 1, 2, 0, 1, 2));
  }

  private Dataset open(long skip, long take) {
    return Datasets.open(
        new DataOptions(path.toString(), skip, take, 1, List.of(), List.of()), x(1, 1));
  }

  private Dataset open() {
    return open(0, Long.MAX_VALUE);
  }

  @Test
  void batchesAreNewEachTime() {
    Dataset data = open();
    Batch batch = data.batch(2, 5);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(Objects.requireNonNull(batch.inputs().get("x")).dims()).containsExactly(3, 1);
    labels(batch.targets())[0] = 99;
    assertThat(labels(data.batch(2, 5).targets())).containsExactly(2, 0, 1);
    labels(data.targets())[0] = 99;
    assertThat(labels(data.targets())[0]).isEqualTo(0);
    assertThat(data.batch(6, 6).size()).isEqualTo(0);
  }

  @Test
  void viewsOfViews() {
    Dataset slice = open().slice(1, 5);
    assertThat(all(slice)).containsExactly(1, 2, 3, 4);
    int[] chosen = {3, 0, 3};
    Dataset taken = slice.take(chosen);
    chosen[0] = 0;
    assertThat(all(taken)).containsExactly(4, 1, 4);
    assertThat(labels(taken.targets())).containsExactly(1, 1, 1);
    assertThat(all(taken.slice(1, 3))).containsExactly(1, 4);
    assertThat(labels(taken.slice(1, 3).batch(1, 2).targets())).containsExactly(1);
    assertThat(taken.size()).isEqualTo(3);
    assertThat(taken.description()).startsWith("3 samples of ").endsWith(", 1 class");
    assertThat(taken.sha256()).isEqualTo(open().sha256());
  }

  @Test
  void rangesAreChecked() {
    Dataset data = open().slice(0, 4);
    assertThatThrownBy(() -> data.batch(2, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.batch(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.slice(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.take(new int[] {4}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void skipAndTakeLeaveTheRange() {
    assertThat(all(open(2, 3))).containsExactly(2, 3, 4);
    assertThat(labels(open(2, 3).targets())).containsExactly(2, 0, 1);
    assertThat(all(open(4, 100))).containsExactly(4, 5);
    assertThat(all(open(5, Long.MAX_VALUE))).containsExactly(5);
  }

  @Test
  void skippingEverythingIsRefused() {
    for (long skip : new long[] {6, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> open(skip, 1))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("--skip " + skip)
          .hasMessageContaining("nothing of the 6 samples of '" + path);
    }
  }

  /** What is skipped may hold anything; what is refused is named by its number in the file. */
  @Test
  void samplesKeepTheirNumbersInSentences() {
    path = npz(folder, "x", floats("(4, 1)", Double.NaN, 1, 2, Double.NaN));
    assertThat(all(open(1, 2))).containsExactly(1, 2);
    assertThatThrownBy(() -> open(1, 3))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 3 of 'x'");
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    Dataset data = open();
    long wrong =
        IntStream.range(0, 2000)
            .parallel()
            .filter(
                i -> {
                  Batch batch = data.batch(i % 6, i % 6 + 1);
                  return Objects.requireNonNull(batch.inputs().get("x")).at(0) != i % 6;
                })
            .count();
    assertThat(wrong).isZero();
  }
}
