package io.secateur.search;

import io.secateur.anatomy.Gates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search ended.
 *
 * @param gates the gates, closed for those that went
 * @param removals what went, in order
 * @param swaps which of these came back in the end, and for what
 * @param reason why it stopped, as a phrase
 */
public record SearchResult(Gates gates, List<Removal> removals, List<Swap> swaps, String reason) {
  static final String INTERRUPTED = "interrupted";

  public SearchResult {
    removals = List.copyOf(removals);
    swaps = List.copyOf(swaps);
  }

  /** Without swaps. */
  public SearchResult(Gates gates, List<Removal> removals, String reason) {
    this(gates, removals, List.of(), reason);
  }

  /** Whether it ended because it was asked to, before any stop was met. */
  public boolean isInterrupted() {
    return reason.equals(INTERRUPTED);
  }

  /** What audits found; null if there were none. */
  public @Nullable Regret regret() {
    return Regret.of(removals);
  }
}
