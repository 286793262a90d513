package io.secateur.study.experiments;

/** How large experiments are. */
public enum Scale {
  /** As they are described. */
  FULL,
  /** Everything that there is, in seconds, to see that it works; the results mean nothing. */
  SMALL;

  /** One number or the other. */
  int of(int full, int small) {
    return this == FULL ? full : small;
  }
}
