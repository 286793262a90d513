package io.secateur.spark;

import io.secateur.data.DataOptions;
import io.secateur.model.UnusableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of one file.
 *
 * @param from the first, within the file
 */
record Span(String file, long from, long count) implements Serializable {

  /**
   * A segment of samples, in files that follow each other.
   *
   * @param begin the first sample's number among all that are used
   */
  record Segment(long begin, List<Span> spans) implements Serializable {}

  /** How many samples the options leave of so many. */
  static long used(DataOptions options, long all) {
    if (options.skip() >= all) {
      throw new UnusableException(
          "data '"
              + options.source()
              + "' has "
              + all
              + " samples, of which --skip "
              + options.skip()
              + " leaves none; skip fewer");
    }
    return Math.min(options.take(), all - options.skip());
  }

  /**
   * Cuts files into segments.
   *
   * @param counts samples of each file
   * @param skip samples that are left out at the start
   * @param samples how many are used after these
   * @param size of a segment
   */
  static List<Segment> cut(
      List<String> files, List<Long> counts, long skip, long samples, int size) {
    List<Segment> segments = new ArrayList<>();
    int file = 0;
    long at = skip; // within the file
    for (long begin = 0; begin < samples; begin += size) {
      List<Span> spans = new ArrayList<>();
      for (long left = Math.min(size, samples - begin); left > 0; ) {
        while (at >= counts.get(file)) {
          at -= counts.get(file++);
        }
        long count = Math.min(left, counts.get(file) - at);
        spans.add(new Span(files.get(file), at, count));
        at += count;
        left -= count;
      }
      segments.add(new Segment(begin, List.copyOf(spans)));
    }
    return segments;
  }
}
