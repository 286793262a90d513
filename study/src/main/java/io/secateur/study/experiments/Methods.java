package io.secateur.study.experiments;

import io.secateur.compare.Method;
import io.secateur.search.Order;
import java.util.List;
import java.util.stream.Stream;

/** The methods that are compared. */
final class Methods {
  static final String BRUTE_FORCE = "brute-force";
  static final String SECOND_ORDER = "second-order";
  static final String FIRST_ORDER = "first-order";

  /** The paper's three criteria. */
  static final List<String> PAPER = List.of(BRUTE_FORCE, SECOND_ORDER, FIRST_ORDER);

  private Methods() {}

  /** Ranked again after every removal. */
  static List<Method> reranked(List<String> criteria) {
    return criteria.stream().map(by -> Method.of(by, Order.RERANKED)).toList();
  }

  /** Ranked again after every removal, and ranked once. */
  static List<Method> both(List<String> criteria) {
    return Stream.concat(
            reranked(criteria).stream(), criteria.stream().map(by -> Method.of(by, Order.SINGLE)))
        .toList();
  }
}
