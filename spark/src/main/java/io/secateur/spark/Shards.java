package io.secateur.spark;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Samples in {@code .npz} files, one after the other. */
final class Shards implements SegmentSource {
  /** How a file is read, for those that read it. */
  private record Reading(List<Input> inputs, double scale, List<Double> mean, List<Double> std)
      implements Serializable {
    static Reading of(DataOptions options, List<ValueInfo> inputs) {
      return new Reading(
          inputs.stream().map(Input::of).toList(), options.scale(), options.mean(), options.std());
    }

    Dataset open(String path, long from, long count) {
      DataOptions options = new DataOptions(path, from, count, scale, mean, std);
      return Datasets.open(options, inputs.stream().map(Input::info).toList());
    }
  }

  /** An input of the model. */
  private record Input(String name, ElementType type, List<Long> dims) implements Serializable {
    static Input of(ValueInfo info) {
      return new Input(info.name(), info.type(), List.copyOf(info.dims()));
    }

    ValueInfo info() {
      return new ValueInfo(name, type, dims);
    }
  }

  /** What a file holds. */
  private record Counted(long samples, long bytesPerSample, long read) implements Serializable {}

  private final Site site;
  private final Reading reading;
  private final List<Span.Segment> segments;
  private final long samples;
  private final int size;

  Shards(Site site, Listing files, DataOptions options, List<ValueInfo> inputs) {
    this.site = site;
    this.reading = Reading.of(options, inputs);
    Reading read = reading;
    List<Counted> counted =
        site.run(
            "counting the samples of " + files.source(),
            () ->
                site.spark()
                    .parallelize(files.paths(), files.paths().size())
                    .map(file -> counted(read, file))
                    .collect());
    List<Long> counts = counted.stream().map(Counted::samples).toList();
    this.samples = Span.used(options, counts.stream().mapToLong(Long::longValue).sum());
    this.size =
        SegmentSource.size(
            site, counted.stream().mapToLong(Counted::bytesPerSample).max().orElse(1));
    this.segments = Span.cut(files.paths(), counts, options.skip(), samples, size);
    site.traffic().read(counted.stream().mapToLong(Counted::read).sum());
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
    Reading read = reading;
    return site.spark().parallelize(segments, segments.size()).map(segment -> rows(read, segment));
  }

  private static Counted counted(Reading reading, String file) {
    return local(
        file,
        path -> {
          Dataset all = reading.open(path.toString(), 0, Long.MAX_VALUE);
          long bytes =
              all.batch(0, 1).inputs().values().stream()
                  .map(Tensor::bytes)
                  .mapToLong(b -> b.remaining())
                  .sum();
          return new Counted(all.size(), bytes, path.toFile().length());
        });
  }

  private static Rows rows(Reading reading, Span.Segment segment) {
    List<Dataset> parts = new ArrayList<>();
    for (Span span : segment.spans()) {
      parts.add(
          local(span.file(), path -> reading.open(path.toString(), span.from(), span.count())));
    }
    return Rows.of(segment.begin(), parts);
  }

  /** Does something with a file here, or with a copy of one that lies elsewhere. */
  private static <T> T local(String file, Function<Path, T> use) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    if ("file".equals(path.toUri().getScheme())) {
      return use.apply(Path.of(path.toUri().getPath()));
    }
    try {
      Path copy = Files.createTempFile("secateur", ".npz");
      try {
        FileSystem files = path.getFileSystem(SparkHadoopUtil.get().conf());
        files.copyToLocalFile(false, path, new org.apache.hadoop.fs.Path(copy.toUri()), true);
        return use.apply(copy);
      } catch (UnusableException e) {
        throw new UnusableException(
            String.valueOf(e.getMessage()).replace(copy.toString(), file), e);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UnusableException("data '" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
