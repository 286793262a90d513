package io.secateur.spark;

import org.apache.spark.api.java.JavaRDD;

/** Files that samples are read from, segment by segment. */
interface SegmentSource {
  /** A segment's inputs take at most so many bytes: 32 MiB. */
  long MOST_BYTES = 32L << 20;

  /** A segment has at most so many samples. */
  int MOST_SAMPLES = 1 << 16;

  /** Samples that the engine takes at a time. */
  int BLOCK = 64;

  /** How many samples there are. */
  long samples();

  /** How many of them make a segment: a function of the data alone, never of the cluster. */
  int size();

  /** All segments, one a partition; they are read where and when they are asked for. */
  JavaRDD<Rows> segments();

  /** A setting of the Spark session that says how many samples make a segment. */
  String SIZE = "spark.secateur.segment";

  /** How many samples make a segment, in whole blocks of the engine's. */
  static int size(Site site, long bytesPerSample) {
    long usual = Math.min(MOST_SAMPLES, MOST_BYTES / Math.max(1, bytesPerSample));
    long samples = Long.parseLong(site.session().conf().get(SIZE, Long.toString(usual)));
    return (int) Math.max(BLOCK, samples / BLOCK * BLOCK);
  }
}
