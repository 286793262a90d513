package io.secateur.study.views;

import io.secateur.compare.Comparison;
import io.secateur.compare.Curve;
import io.secateur.compare.Sweep;
import io.secateur.data.Dataset;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.search.Order;
import java.util.List;

/**
 * A network that was pruned, open to be looked at.
 *
 * @param data what its neurons were ranked on
 * @param objective the error on these
 * @param comparison what became of it by all methods
 * @param sweep the gains of error surfaces
 * @param paired of how many neurons, at most, all pairs are measured
 */
public record Sight(
    Network network,
    Dataset data,
    Objective objective,
    Measuring how,
    Comparison comparison,
    Sweep sweep,
    int paired) {
  /** The runs that ranked again after every removal. */
  List<Curve> reranked() {
    return comparison.curves().stream().filter(c -> c.method().order() == Order.RERANKED).toList();
  }
}
