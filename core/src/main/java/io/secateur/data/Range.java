package io.secateur.data;

import io.secateur.model.UnusableException;

/**
 * The samples of a source that are used.
 *
 * @param from the first one's number in the source
 * @param size how many
 */
record Range(long from, int size) {

  /** What skip and take leave of {@code total} samples. */
  static Range of(DataOptions options, long total, String where) {
    if (total == 0) {
      throw new UnusableException(where + " holds no samples; give data that has some");
    }
    if (options.skip() >= total) {
      throw new UnusableException(
          "--skip "
              + options.skip()
              + " leaves nothing of the "
              + total
              + " samples of "
              + where
              + "; skip fewer");
    }
    long size = Math.min(options.take(), total - options.skip());
    if (size > Integer.MAX_VALUE) {
      throw new UnusableException(
          where
              + " holds "
              + size
              + " samples, and at most "
              + Integer.MAX_VALUE
              + " can be used at once; use fewer (--take)");
    }
    return new Range(options.skip(), (int) size);
  }
}
