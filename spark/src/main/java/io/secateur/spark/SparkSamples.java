package io.secateur.spark;

import io.secateur.Backend;
import io.secateur.Workspace;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Measuring;
import io.secateur.engine.Segmented;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Tensor;
import io.secateur.model.ValueInfo;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.StorageLevels;

/**
 * Samples in segments on the executors' disks; what is lost is read again.
 *
 * @param segments one a partition, in the samples' order
 * @param first samples, which came here
 * @param size samples in every segment but the last
 */
record SparkSamples(Site site, JavaRDD<Rows> segments, Dataset first, String sha256, int size)
    implements Backend.Samples {
  /** How many samples come here. */
  private static final int FIRST = 256;

  /** What a segment may take at least, if nobody says otherwise: 256 MiB. */
  private static final long MEMORY = 256L << 20;

  /** Opens a folder or files of samples. */
  static SparkSamples open(Site site, DataOptions options, List<ValueInfo> inputs) {
    Listing files = Listing.of(site.spark().hadoopConfiguration(), options.source());
    SegmentSource source =
        files.isParquet()
            ? new Parquet(site, files, options, inputs)
            : new Shards(site, files, options, inputs);
    int count = Math.toIntExact((source.samples() + source.size() - 1) / source.size());
    int copies = Math.max(1, Math.min(site.executors(), site.executors() / count));
    JavaRDD<Rows> segments =
        source.segments().persist(StorageLevels.create(true, false, false, false, copies));
    String name = "reading " + options.source();
    List<String> hashes =
        site.run(
            name + ": " + source.samples() + " samples in " + count + " segments",
            () -> segments.map(Rows::sha256).collect());
    site.traffic().rows(source.samples(), count);
    Dataset first =
        site.run(
            name + ": the first samples",
            () ->
                segments
                    .mapPartitionsWithIndex(
                        (index, rows) ->
                            index > 0
                                ? List.<Rows>of().iterator()
                                : List.of(first(rows.next())).iterator(),
                        false)
                    .collect()
                    .get(0));
    return new SparkSamples(site, segments, first, sha256(hashes), source.size());
  }

  private static Rows first(Rows rows) {
    return rows.slice(0, Math.min(FIRST, rows.size()));
  }

  private static String sha256(List<String> hashes) {
    MessageDigest digest = Rows.digest();
    hashes.forEach(hash -> digest.update(HexFormat.of().parseHex(hash)));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public ErrorFunction error(Workspace work, ErrorMeasure measure, Measuring how) {
    Map<String, long[]> sizes = new HashMap<>();
    for (Map.Entry<String, Tensor> input : first.batch(0, 1).inputs().entrySet()) {
      long[] dims = input.getValue().dims();
      sizes.put(input.getKey(), Arrays.copyOfRange(dims, 1, dims.length));
    }
    long usual =
        Math.max(MEMORY, Segmented.memory(work.network(), size, how.repair() != Repair.NONE));
    boolean isGiven = how.memory() != Measuring.DEFAULT.memory();
    Setup setup =
        Setup.of(
            UUID.randomUUID().toString(),
            work.measured().bytes(),
            sizes,
            measure,
            isGiven ? how : how.with(usual));
    return new Segmented(work.network(), measure, new SparkSegments(site, segments, setup), how);
  }
}
