package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.search.Removal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static Removal removal(int step) {
    Layer layer = new Layer("fc", "unit", 9, null, 0, List.of());
    return new Removal(step, new Neuron(step, layer, step), 0, 0, 0, 0);
  }

  @Test
  void theTimeLeftFollowsFromTheTimeGone() {
    Pace pace = new Pace(System.nanoTime() - TimeUnit.SECONDS.toNanos(10));

    assertThat(pace.left(removal(1), 0)).isEmpty();
    assertThat(pace.left(removal(2), 0.25)).startsWith(", about 30.").endsWith(" s left");
  }

  @Test
  void whatAFormerRunDidTookNoTimeNow() {
    Pace pace = new Pace(System.nanoTime() - TimeUnit.SECONDS.toNanos(10));

    assertThat(pace.left(removal(50), 0.5)).isEmpty();
    assertThat(pace.left(removal(51), 0.51)).matches(", about .*(ms|µs|0\\.\\d s) left");
  }
}
