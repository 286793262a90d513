package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample has its place, the first block tells of all, and a guess counts each once. */
class ArrangementTest {
  /** Sample i has the error i. */
  private static Arrangement worstFirst(int samples) {
    return Arrangement.worstFirst(IntStream.range(0, samples).asDoubleStream().toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 66, 72, 73, 127, 128, 1000})
  void hasEverySampleOnce(int samples) {
    int[] order = Objects.requireNonNull(worstFirst(samples).order());
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, samples).toArray());
    assertThat(worstFirst(samples).errors())
        .containsExactly(IntStream.of(order).asDoubleStream().toArray());
  }

  @Test
  void beginsWithTheWorstAndSomeFromAllOver() {
    int[] order = Objects.requireNonNull(worstFirst(1000).order());
    assertThat(Arrays.copyOf(order, 56))
        .containsExactly(IntStream.range(0, 56).map(i -> 999 - i).toArray());
    assertThat(Arrays.copyOfRange(order, 56, 64)) // middles of the eighths of 944
        .containsExactly(884, 766, 648, 530, 412, 294, 176, 58);
    int[] rest = Arrays.copyOfRange(order, 64, 1000);
    assertThat(IntStream.of(rest).map(i -> -i).toArray()).isSorted();
  }

  @Test
  void aGuessGivesWhatIsLeftTheMeanOfThoseThatStandForIt() {
    double[] first = new double[64];
    Arrays.fill(first, 0, 56, 100);
    Arrays.fill(first, 56, 64, 2);
    assertThat(worstFirst(1000).guess(first, 5616, 936)).isEqualTo(5616 + 936 * 2);
    assertThat(worstFirst(1000).guess(first, 6000, 0)).isEqualTo(6000);
    assertThat(Arrangement.asGiven().guess(new double[] {1, 3}, 4, 10)).isEqualTo(4 + 10 * 2);
  }
}
