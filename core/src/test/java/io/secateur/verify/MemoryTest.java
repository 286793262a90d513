package io.secateur.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.runtime.NativeInputs;
import io.secateur.runtime.RuntimeSession;
import io.secateur.testing.Made;
import io.secateur.testing.Memory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native memory comes back. */
@Tag("memory")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process's memory is read from /proc")
class MemoryTest {
  private static final Map<String, Tensor> INPUTS = Map.of("x", Tensor.of(new long[] {1, 1}, 1f));

  /** 200 sessions that stay would have 800 MB of weights. */
  @Test
  void closingASessionFreesIt() {
    Model model = Made.large(1024);
    assertThat(growth(200, () -> openRunClose(model))).isLessThan(200 * Memory.MEGABYTE);
  }

  private static void openRunClose(Model model) {
    try (RuntimeSession session = new RuntimeSession(model)) {
      session.run(INPUTS);
    }
  }

  /** The first of two models is closed, also where the second cannot be opened. */
  @Test
  void timingFreesWhatItOpened() {
    List<Model> models = List.of(Made.large(1024), Made.operator("Frobnicate", -1));
    assertThat(growth(200, () -> failToTime(models))).isLessThan(200 * Memory.MEGABYTE);
  }

  private static void failToTime(List<Model> models) {
    assertThatThrownBy(() -> Latency.medianMillis(models, Rows.numbers(1)))
        .isInstanceOf(UnusableException.class);
  }

  /** 1000 outputs that stay would have 2 GB. */
  @Test
  void outputsAreFreedAfterEachRun() {
    long numbers = 2 * Memory.MEGABYTE / Float.BYTES;
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1)
            .output("y", ElementType.FLOAT, -1, numbers)
            .constant("shape", Tensor.of(new long[] {2}, 1L, numbers))
            .node("Expand", "y", List.of("x", "shape"))
            .build();
    try (RuntimeSession session = new RuntimeSession(model);
        NativeInputs inputs = new NativeInputs(INPUTS)) {
      assertThat(growth(1000, () -> session.run(INPUTS))).isLessThan(1000 * Memory.MEGABYTE);
      assertThat(growth(1000, () -> session.runOnly(inputs))).isLessThan(1000 * Memory.MEGABYTE);
    }
  }

  /** How much larger the process became, after it had done the same a few times. */
  private static long growth(int times, Runnable action) {
    for (int i = 0; i < 20; i++) {
      action.run();
    }
    long before = Memory.resident();
    for (int i = 0; i < times; i++) {
      action.run();
    }
    return Memory.resident() - before;
  }
}
