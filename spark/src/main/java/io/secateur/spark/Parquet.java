package io.secateur.spark;

import static org.apache.spark.sql.functions.col;

import io.secateur.data.DataOptions;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Samples in Parquet: a row is a sample, with a column for each input of the model and perhaps
 * {@code y}. Rows are dealt to segments by their numbers, in files in the order of their names.
 */
final class Parquet implements SegmentSource {
  private static final String TARGETS = "y";
  private static final String FILE = "_metadata.file_path";
  private static final String NUMBER = "_metadata.row_index";

  private final Site site;
  private final Dataset<Row> table;
  private final List<String> columns;
  private final RowReader reader;
  private final Map<String, Long> begins = new HashMap<>();
  private final long skip;
  private final long samples;
  private final int size;

  Parquet(Site site, Listing files, DataOptions options, List<ValueInfo> inputs) {
    this.site = site;
    String what = "the columns of " + files.source();
    String[] paths = files.paths().toArray(String[]::new);
    this.table = site.run(what, () -> site.session().read().parquet(paths));
    this.columns = columns(files.source(), Arrays.asList(table.columns()), inputs);
    this.reader = new RowReader(files.source(), columns, options, inputs);
    long all = count(files.source());
    this.skip = options.skip();
    this.samples = Span.used(options, all);
    this.size = SegmentSource.size(site, bytes(files.source()));
  }

  /** The model's inputs in their order, under the names that they have here, and the targets. */
  private static List<String> columns(String source, List<String> held, List<ValueInfo> inputs) {
    List<String> others = held.stream().filter(name -> !name.equals(TARGETS)).toList();
    List<String> columns = new ArrayList<>();
    for (ValueInfo input : inputs) {
      boolean isOnly = inputs.size() == 1 && others.size() == 1;
      if (!others.contains(input.name()) && !isOnly) {
        throw new UnusableException(
            "data '"
                + source
                + "' has no column for the model's input '"
                + input.name()
                + "': it has "
                + String.join(", ", held)
                + "; name the columns like the inputs, and the targets 'y'");
      }
      columns.add(isOnly ? others.get(0) : input.name());
    }
    if (held.contains(TARGETS)) {
      columns.add(TARGETS);
    }
    return columns;
  }

  private long count(String source) {
    List<Row> counts =
        site.run(
            "counting the samples of " + source,
            () -> table.select(col(FILE).as("file")).groupBy("file").count().collectAsList());
    long all = 0;
    for (Row row :
        counts.stream().sorted((a, b) -> a.getString(0).compareTo(b.getString(0))).toList()) {
      begins.put(row.getString(0), all);
      all += row.getLong(1);
    }
    return all;
  }

  /** What the inputs of the first row take, in single precision. */
  private long bytes(String source) {
    Row first = site.run("the first sample of " + source, () -> table.select(inputs()).head());
    return Float.BYTES * reader.elements(first);
  }

  private Column[] inputs() {
    return columns.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public JavaRDD<Rows> segments() {
    List<Column> all = new ArrayList<>(Arrays.asList(inputs()));
    all.add(col(FILE));
    all.add(col(NUMBER));
    int width = columns.size();
    int each = size;
    long from = skip;
    long to = skip + samples;
    Map<String, Long> starts = begins;
    RowReader reading = reader;
    return table
        .select(all.toArray(Column[]::new))
        .javaRDD()
        .mapToPair(row -> new Tuple2<>(number(row, width, starts), row))
        .filter(row -> row._1() >= from && row._1() < to)
        .mapToPair(row -> new Tuple2<>(row._1() - from, row._2()))
        .repartitionAndSortWithinPartitions(
            new BySegment(Math.toIntExact((samples + each - 1) / each), each))
        .mapPartitionsWithIndex(
            (Integer segment, Iterator<Tuple2<Long, Row>> rows) ->
                List.of(reading.rows((long) segment * each, rows)).iterator(),
            false);
  }

  private static Long number(Row row, int width, Map<String, Long> starts) {
    return Objects.requireNonNull(starts.get(row.getString(width))) + row.getLong(width + 1);
  }

  /** Deals rows to segments by their numbers. */
  private static final class BySegment extends Partitioner {
    private final int count;
    private final int size;

    BySegment(int count, int size) {
      this.count = count;
      this.size = size;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object number) {
      return (int) ((Long) number / size);
    }
  }
}
