package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {
  /** Loops of all lengths, some right after each other and some after the crew fell asleep. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPartIsDoneOnce(int threads) throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      int parts = round % 20;
      AtomicIntegerArray done = new AtomicIntegerArray(parts + 1);
      inPool(threads, () -> Crew.forEach(parts, done::incrementAndGet));
      for (int part = 0; part < parts; part++) {
        assertThat(done.get(part)).isOne();
      }
      assertThat(done.get(parts)).isZero();
      if (round % 100 == 99) {
        Thread.sleep(5); // longer than hands look out
      }
    }
  }

  @Test
  void aLoopWithinALoop() {
    AtomicIntegerArray done = new AtomicIntegerArray(40);
    inPool(3, () -> Crew.forEach(5, i -> Crew.forEach(8, j -> done.incrementAndGet(8 * i + j))));
    assertThat(IntStream.range(0, 40).map(done::get)).containsOnly(1);
  }

  @Test
  void whatAPartThrowsIsThrownAndTheNextLoopRuns() {
    AtomicIntegerArray done = new AtomicIntegerArray(10);
    assertThatThrownBy(
            () ->
                Crew.forEach(
                    10,
                    part -> {
                      if (part == 7) {
                        throw new IllegalArgumentException("part 7");
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part 7");
    Crew.forEach(10, done::incrementAndGet);
    assertThat(IntStream.range(0, 10).map(done::get)).containsOnly(1);
  }

  private static void inPool(int threads, Runnable work) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.submit(work).join();
    } finally {
      pool.shutdown();
    }
  }
}
