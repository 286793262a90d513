package io.secateur.data;

import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.f8;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.i8;
import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.longs;
import static io.secateur.data.Written.npy;
import static io.secateur.data.Written.npz;
import static io.secateur.data.Written.open;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.data.Written.Npy;
import io.secateur.model.UnusableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir Path folder;

  private Dataset with(Npy y) {
    return open(npz(folder, "x", floats("(2, 1)", 1, 2), "y", y), x(-1, 1));
  }

  @Test
  void oneIntegerForEachSampleIsAClass() {
    assertThat(labels(with(longs("(2,)", 4, 0)).targets())).containsExactly(4, 0);
    assertThat(labels(with(longs("(2, 1)", 4, 0)).targets())).containsExactly(4, 0);
    assertThat(labels(with(npy("|b1", "(2,)", bytes(1, 0))).targets())).containsExactly(1, 0);
    assertThat(labels(with(npy("|u1", "(2,)", bytes(200, 0))).targets())).containsExactly(200, 0);
  }

  @Test
  void realNumbersAreValuesEvenWhereTheyAreWhole() {
    Values values = (Values) with(floats("(2,)", 4, 0)).targets();
    assertThat(values.dims()).containsExactly(2);
    assertThat(values.values()).containsExactly(4, 0);
    Values column = (Values) with(npy("<f8", "(2, 1)", f8(0.5, 0.1))).targets();
    assertThat(column.dims()).containsExactly(2, 1);
    assertThat(column.values()).containsExactly(0.5f, 0.1f);
  }

  @Test
  void severalIntegersForEachSampleAreValues() {
    Values oneHot = (Values) with(longs("(2, 3)", 0, 1, 0, 1, 0, 0)).targets();
    assertThat(oneHot.dims()).containsExactly(2, 3);
    assertThat(oneHot.values()).containsExactly(0, 1, 0, 1, 0, 0);
    assertThat(with(longs("(2, 1, 1)", 0, 1)).targets()).isInstanceOf(Values.class);
  }

  @Test
  void batchesHaveTheTargetsOfTheirSamples() {
    Values second = (Values) with(floats("(2, 2)", 1, 2, 3, 4)).batch(1, 2).targets();
    assertThat(second.dims()).containsExactly(1, 2);
    assertThat(second.values()).containsExactly(3, 4);
    assertThat(labels(with(longs("(2,)", 4, 7)).batch(1, 2).targets())).containsExactly(7);
  }

  @Test
  void thereMayBeNone() {
    Dataset none = open(npz(folder, "x", floats("(2, 1)", 1, 2)), x(-1, 1));
    assertThat(none.targets()).isSameAs(NoTargets.NONE);
    assertThat(none.batch(0, 1).targets()).isSameAs(NoTargets.NONE);
    assertThat(none.description())
        .isEqualTo("2 samples of " + folder.getFileName() + "/data.npz, no targets");
  }

  @Test
  void refusesLabelsThatAreNoClasses() {
    assertThatThrownBy(() -> with(longs("(2,)", 3, -1)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 1 of 'y' of")
        .hasMessageContaining("the label -1");
    assertThatThrownBy(() -> with(longs("(2,)", 1L << 31, 0)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 0")
        .hasMessageContaining("the label 2147483648");
    assertThatThrownBy(() -> with(npy("<u8", "(2,)", i8(0, -1))))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("the label 18446744073709551615");
  }

  @Test
  void refusesTargetsThatAreNoNumbers() {
    assertThatThrownBy(() -> with(floats("(2, 2)", 0, 1, 2, Double.NaN)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 1 of 'y' of")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> with(npy("<f8", "(2,)", f8(1e300, 0))))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("sample 0 of 'y'")
        .hasMessageContaining("1.0E300");
  }

  @Test
  void describesThem() {
    assertThat(with(longs("(2,)", 4, 0)).description()).endsWith("data.npz, 2 classes");
    assertThat(with(longs("(2,)", 4, 4)).description()).endsWith(", 1 class");
    assertThat(with(floats("(2,)", 4, 0)).description()).endsWith(", 1 value for each");
    assertThat(with(floats("(2, 2)", 4, 0, 0, 0)).description()).endsWith(", 2 values for each");
  }
}
