package io.secateur.cli;

import io.secateur.data.DataOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The data to work on. */
final class DataFlags {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      required = true,
      description =
          "The samples: an .npz file with an array for each input and the targets as y; or"
              + " IMAGES,LABELS in IDX (as MNIST); or CIFAR-10's binary files. May be gzipped,"
              + " but for .npz.")
  private String data = "";

  @Option(
      names = "--take",
      paramLabel = "N",
      description = "Use N samples of DATA only. Does not concern a holdout.")
  private long take = Long.MAX_VALUE;

  @Option(
      names = "--skip",
      paramLabel = "N",
      description = "Leave out the first N samples of DATA. Does not concern a holdout.")
  private long skip;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      converter = Converters.Fraction.class,
      description = "Multiply every input value, as 1/255 does for pixels; default 1.")
  private double scale = 1;

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description = "Then subtract this: one number, or one for each channel.")
  private List<Double> mean = new ArrayList<>();

  @Option(
      names = "--std",
      paramLabel = "S",
      split = ",",
      description = "Then divide by this: one number, or one for each channel.")
  private List<Double> std = new ArrayList<>();

  /** The data; an IllegalArgumentException says what is wrong with the flags. */
  DataOptions options() {
    return new DataOptions(data, skip, take, scale, mean, std);
  }

  /** All of a holdout, its values prepared in the same way. */
  DataOptions holdout(String source) {
    if (source.isBlank()) { // the library would blame another flag
      throw new IllegalArgumentException("--holdout must name a file");
    }
    return new DataOptions(source, 0, Long.MAX_VALUE, scale, mean, std);
  }
}
