package io.secateur.search;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rankings by a shortcut missed, where they were audited.
 *
 * @param audits how many rankings were audited
 * @param best in how many of them the neuron that was put first was the best
 * @param mean the mean excess of the error over that without the best, relative to it
 * @param largest the largest
 */
public record Regret(int audits, int best, double mean, double largest) {
  /** Over all audits of these removals; null if there are none. */
  public static @Nullable Regret of(List<Removal> removals) {
    List<Audit> audits = removals.stream().map(Removal::audit).filter(Objects::nonNull).toList();
    if (audits.isEmpty()) {
      return null;
    }
    double sum = 0;
    double largest = 0;
    for (Audit audit : audits) {
      sum += audit.relative();
      largest = Math.max(largest, audit.relative());
    }
    int best = (int) audits.stream().filter(Audit::isBest).count();
    return new Regret(audits.size(), best, sum / audits.size(), largest);
  }
}
