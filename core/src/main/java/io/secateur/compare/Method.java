package io.secateur.compare;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.engine.SampleOrder;
import io.secateur.search.Order;
import java.util.Locale;

/**
 * A way to prune: what ranks neurons, and when.
 *
 * @param by the criterion's name
 * @param how what the criterion wants to know besides
 * @param order when neurons are ranked
 */
public record Method(String by, Criteria.Options how, Order order) {
  public Method {
    Criteria.of(by, how); // says what is wrong with them
    if (!how.shortcut().isExact() && order == Order.SINGLE) {
      throw new IllegalArgumentException(
          "--" + how.shortcut().word() + " goes with --order reranked, not single");
    }
  }

  /** Without a threshold or a shortcut. */
  public static Method of(String by, Order order) {
    return new Method(by, Criteria.Options.PLAIN, order);
  }

  /** Whether every ranking is the oracle's, on the network as it is. */
  public boolean isOracle() {
    return by.equals("brute-force") && how.shortcut().isExact() && order == Order.RERANKED;
  }

  /** The criterion in words that tell it from others: {@code second-order, threshold mean}. */
  public String criterionName() {
    String name = by;
    if (how.threshold() != Threshold.NONE) {
      name += ", threshold " + how.threshold().name().toLowerCase(Locale.ROOT);
    }
    Shortcut shortcut = how.shortcut();
    if (!shortcut.isExact()) {
      name += ", " + shortcut.word();
      name += shortcut.value().equals(true) ? "" : " " + shortcut.value();
    }
    return name;
  }

  /** What tells it from other methods of a comparison: {@code brute-force, reranked}. */
  public String name() {
    return criterionName() + ", " + order.word();
  }

  /** The name as a part of a file's name: {@code brute-force-reranked}. */
  public String fileName() {
    return name().replaceAll("[^A-Za-z0-9.]+", "-");
  }

  /** A criterion that knows nothing yet. */
  Criterion criterion() {
    return Criteria.of(by, how);
  }

  /** The order of samples in which pruning so is fastest. */
  SampleOrder samples() {
    return order == Order.SINGLE ? SampleOrder.AS_GIVEN : criterion().samples();
  }
}
