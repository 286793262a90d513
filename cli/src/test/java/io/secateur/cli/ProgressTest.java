package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void theTimeLeftFollowsFromTheTimeGone() {
    long tenSecondsAgo = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);

    assertThat(Progress.left(tenSecondsAgo, 0.25)).startsWith(", about 30.").endsWith(" s left");
    assertThat(Progress.left(tenSecondsAgo, 0)).isEmpty();
  }
}
