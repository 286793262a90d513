package io.secateur.cli;

import io.secateur.search.Budget;
import io.secateur.search.Per;
import io.secateur.search.Widths;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How what goes is shared out among layers. */
final class BudgetFlags {
  @Option(
      names = "--widths",
      paramLabel = "WIDTHS",
      description =
          "Stop when layers are so wide, each by itself: 90,30 for all that may lose neurons, as"
              + " inspect lists them; fc1=90,fc2=50%% for some; or 60%% for each.")
  private @Nullable String widths;

  @Option(
      names = "--per-layer",
      description =
          "Take the same share from each layer, one after another in turn, instead of neurons of"
              + " all layers by one list.")
  private boolean perLayer;

  @Option(
      names = "--per",
      paramLabel = "WHAT",
      defaultValue = "neuron",
      description =
          "What is to cost the least error: a neuron, or each parameter or flop that its loss saves"
              + " of the network as it then is, or latency as measured at the start."
              + " Default: ${DEFAULT-VALUE}.")
  private String per = "neuron";

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "In the end, put removed neurons back and take others out instead, N times at most, while"
              + " that lowers the error. Default: ${DEFAULT-VALUE}.")
  private long swaps;

  /** The budget; an IllegalArgumentException says what is wrong with the flags. */
  Budget budget() {
    return new Budget(
        widths == null ? Widths.NONE : Widths.parse(widths), perLayer, Per.of(per), swaps);
  }
}
