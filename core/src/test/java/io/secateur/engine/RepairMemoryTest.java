package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import io.secateur.testing.Memory;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What readers take is summed up in pieces, however many places a kernel lies at. */
@Tag("memory")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process's memory is read from /proc")
class RepairMemoryTest {
  private static final int CHANNELS = 4;
  private static final int KERNEL = 4;
  private static final int SAMPLES = 32;

  /**
   * 32 images of 253 x 253 places with 64 numbers under the kernel at each: 0.5 GB in single
   * precision, and 1 GB in double. Four million numbers at a time are 70 MB; the activations of all
   * images, which are alive at once, some 100.
   */
  @Test
  void aConvolutionIsFittedWithinLittleMemory() {
    fit(16, 2); // what is made but once
    long before = Memory.peak();
    fit(256, 2);
    assertThat(Memory.peak() - before).isLessThan(700 * Memory.MEGABYTE);
  }

  /**
   * What lies under the kernel at 125 x 125 places of 32 images takes 128 MB, and what arrives
   * there for 16 outputs takes 0.5 GB: for a few images at a time 256 MB. Laid out for each output
   * anew and kept, it would be 2 GB.
   */
  @Test
  void whatAConvolutionLosesIsWorkedOutWithinLittleMemory() {
    bend(16, 16);
    long before = Memory.peak();
    bend(128, 16);
    assertThat(Memory.peak() - before).isLessThan(1000 * Memory.MEGABYTE);
  }

  private static void fit(int side, int outputs) {
    with(
        side,
        outputs,
        objective -> {
          Gates less = objective.close(objective.network().anatomy().open(), 1);
          assertThat(less.refitted()).isNotEmpty();
        });
  }

  private static void bend(int side, int outputs) {
    with(
        side,
        outputs,
        objective -> {
          Gates open = objective.network().anatomy().open();
          double[] second = objective.bySample().gaussNewton(open, open.alive()).second();
          assertThat(second).hasSize(CHANNELS).doesNotContain(0.0);
        });
  }

  private static void with(int side, int outputs, Consumer<Objective> what) {
    Measuring how = Measuring.DEFAULT.with(2L << 30).with(Repair.LEAST_SQUARES);
    Samples samples = Samples.random(1, SAMPLES, 1, side, side).labelled(outputs);
    try (Network network = Nets.network(network(side, outputs));
        Objective objective = new Objective(network, samples, new SquaredError(), how)) {
      what.accept(objective);
    }
  }

  private static Graph network(int side, int outputs) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1, side, side)
        .constant("w1", Weights.random(1, CHANNELS, 1, 1, 1))
        .constant("w2", Weights.random(2, outputs, CHANNELS, KERNEL, KERNEL))
        .node("Conv", "c1", List.of("x", "w1"))
        .node("Relu", "a1", List.of("c1"))
        .node("Conv", "c2", List.of("a1", "w2"))
        .node("GlobalAveragePool", "mean", List.of("c2"))
        .node("Flatten", "y", List.of("mean"))
        .output("y", ElementType.FLOAT, -1, outputs)
        .build()
        .graph();
  }
}
