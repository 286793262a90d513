package io.secateur.report.page;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A part of a page. In the page's data it carries the name of its record as {@code kind}, by which
 * the page finds the script that draws it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Section
    permits Chapter, Curves, Walk, Claims, Shares, Pairs, Surfaces, Balance, Grid {
  /** A heading; empty for none. */
  String title();

  /** What there is to know before one looks, in a sentence or two; empty for nothing. */
  String note();
}
