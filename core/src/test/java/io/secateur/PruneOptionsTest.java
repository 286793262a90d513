package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.engine.repair.Repair;
import io.secateur.model.UnusableException;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Schedule;
import io.secateur.search.Stops;
import io.secateur.search.Widths;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options refuse, and what a step is of a network's neurons. */
class PruneOptionsTest {
  private static final Path NET = Path.of("net.onnx");
  private static final DataOptions DATA = DataOptions.of("data.npz");
  private static final Path SMALL = Path.of("small.onnx");

  private static PruneOptions options(Order order, @Nullable String step) {
    return options("magnitude", new Shortcut.Exact(), order, step, null);
  }

  private static PruneOptions options(
      String by, Shortcut shortcut, Order order, @Nullable String step, @Nullable Long memory) {
    return PruneOptions.builder(NET, DATA, SMALL)
        .by(by)
        .how(new Criteria.Options(Threshold.NONE, 5, shortcut, null))
        .order(order)
        .step(step == null ? null : Amount.parse("--step", step))
        .stops(Stops.after(1))
        .memory(memory)
        .build();
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

  @Test
  void aShortcutGoesWithRankingAgain() {
    for (Shortcut shortcut : List.of(new Shortcut.Lazy(), new Shortcut.Shortlist(3))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options("brute-force", shortcut, Order.SINGLE, null, null))
          .withMessage("--" + shortcut.word() + " goes with --order reranked, not single");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options("magnitude", shortcut, Order.RERANKED, null, null))
          .withMessage("--" + shortcut.word() + " goes with --by brute-force, not magnitude");
    }
  }

  @Test
  void aShortlistHoldsAStep() {
    Shortcut four = new Shortcut.Shortlist(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("brute-force", four, Order.RERANKED, "5", null))
        .withMessage("--shortlist must be at least the 5 neurons of --step, not 4");
    PruneOptions share = options("brute-force", four, Order.RERANKED, "10%", null);
    assertThat(share.schedule(40)).isEqualTo(new Schedule(4, 10).measuringWhole());
    assertThatThrownBy(() -> share.schedule(50))
        .isInstanceOf(UnusableException.class)
        .hasMessage(
            "--shortlist must be at least the 5 neurons that --step 10% is of this network, not 4");
  }

  @Test
  void onlyShortcutsAreAudited() {
    assertThat(options(Order.RERANKED, "3").schedule(40))
        .isEqualTo(new Schedule(3, 0).measuringWhole());
    assertThat(options("brute-force", new Shortcut.Lazy(), Order.RERANKED, "3", null).schedule(40))
        .isEqualTo(new Schedule(3, 10).measuringWhole());
  }

  @Test
  void samplesAreShuffledByTheSeed() {
    assertThat(options(Order.RERANKED, null).measuring().seed()).isEqualTo(5);
  }

  @Test
  void tooLittleMemoryIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("magnitude", new Shortcut.Exact(), Order.RERANKED, null, 1000L))
        .withMessageContaining("--memory must be at least 16m");
  }

  private static PruneOptions options(
      Stops stops, Budget budget, Shortcut shortcut, Repair repair) {
    return PruneOptions.builder(NET, DATA, SMALL)
        .how(new Criteria.Options(Threshold.NONE, 5, shortcut, null))
        .stops(stops)
        .budget(budget)
        .repair(repair)
        .build();
  }

  @Test
  void widthsAreAStop() {
    Budget half = new Budget(Widths.parse("50%"), true);
    assertThat(options(Stops.NEVER, half, new Shortcut.Lazy(), Repair.NONE).budget())
        .isEqualTo(half);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                options(
                    Stops.NEVER, new Budget(Widths.NONE, true), new Shortcut.Exact(), Repair.NONE))
        .withMessage(
            "say when to stop: --neurons, --keep-accuracy, --max-error, --params, --flops or"
                + " --widths");
  }

  @Test
  void whatLayersAreComparedByIsMeasuredForAll() {
    Budget perFlop = new Budget(Widths.NONE, false, Per.FLOP, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(Stops.after(1), perFlop, new Shortcut.Lazy(), Repair.NONE))
        .withMessageContaining("so --lazy, which does not measure all, does not go with it");
  }
}
