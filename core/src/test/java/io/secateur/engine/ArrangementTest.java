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
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 66, 72, 73, 127, 128, 1000})
  void hasEverySampleOnce(int samples) {
    int[] sequence = IntStream.range(0, samples).map(i -> samples - 1 - i).toArray();
    int[] order = Objects.requireNonNull(Arrangement.telling(sequence).order());
    assertThat(order).containsExactlyInAnyOrder(sequence);
  }

  @Test
  void beginsWithTheFirstAndSomeFromAllOver() {
    int[] sequence = IntStream.range(0, 1000).toArray();
    int[] order = Objects.requireNonNull(Arrangement.telling(sequence).order());
    assertThat(Arrays.copyOf(order, 56)).isEqualTo(Arrays.copyOf(sequence, 56));
    assertThat(Arrays.copyOfRange(order, 56, 64))
        .containsExactly(115, 233, 351, 469, 587, 705, 823, 941); // middles of eights of 944
    assertThat(Arrays.copyOfRange(order, 64, 1000)).isSorted();
  }

  @Test
  void aGuessGivesWhatIsLeftTheMeanOfThoseThatStandForIt() {
    Arrangement arrangement = Arrangement.telling(IntStream.range(0, 1000).toArray());
    double[] first = new double[64];
    Arrays.fill(first, 0, 56, 100);
    Arrays.fill(first, 56, 64, 2);
    assertThat(arrangement.guess(first, 5616, 936)).isEqualTo(5616 + 936 * 2);
    assertThat(arrangement.guess(first, 6000, 0)).isEqualTo(6000);
    assertThat(Arrangement.even(null).guess(new double[] {1, 3}, 4, 10)).isEqualTo(4 + 10 * 2);
  }
}
