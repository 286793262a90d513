package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Stops;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options refuse, and what a step is of a network's neurons. */
class PruneOptionsTest {
  private static PruneOptions options(Order order, @Nullable String step) {
    return new PruneOptions(
        Path.of("net.onnx"),
        DataOptions.of("data.npz"),
        null,
        "auto",
        "magnitude",
        Threshold.NONE,
        1,
        order,
        step == null ? null : Amount.parse("--step", step),
        Stops.after(1),
        Path.of("small.onnx"),
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 42, 1",
    "8, 42, 8",
    "100, 42, 100",
    "2%, 42, 1",
    "10%, 42, 4",
    "0.1%, 42, 1",
    "100%, 42, 42",
    "5%, 0, 1",
    "9000000000, 42, 2147483647"
  })
  void aStepIsAtLeastOneNeuron(String step, int neurons, int expected) {
    assertThat(options(Order.RERANKED, step).step(neurons)).isEqualTo(expected);
  }

  @Test
  void oneByOneUnlessToldOtherwise() {
    assertThat(options(Order.RERANKED, null).step(1000)).isEqualTo(1);
  }

  @Test
  void aStepGoesWithRanking() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Order.SINGLE, "2"))
        .withMessage("--step goes with --order reranked, not single");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Order.RERANKED, "0%"))
        .withMessage("--step must be more than 0, not 0%");
  }
}
