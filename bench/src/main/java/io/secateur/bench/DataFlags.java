package io.secateur.bench;

import io.secateur.data.DataOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The data of a model of the user's own, as for {@code secateur rank}. */
final class DataFlags {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "The samples of MODEL, in any format that 'secateur rank' reads.")
  private @Nullable String data;

  @Option(names = "--take", paramLabel = "N", description = "Use N samples of DATA only.")
  private long take = Long.MAX_VALUE;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      converter = Fraction.class,
      description = "Multiply every input value, as 1/255 does for pixels.")
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

  /** The data; null where none is named. */
  @Nullable DataOptions options() {
    return data == null ? null : new DataOptions(data, 0, take, scale, mean, std);
  }

  /** The flags that say the same. */
  static List<String> words(DataOptions options) {
    List<String> words = new ArrayList<>(List.of("--data", options.source()));
    words.addAll(List.of("--take", Long.toString(options.take())));
    words.addAll(List.of("--scale", Double.toString(options.scale())));
    if (!options.mean().isEmpty()) {
      words.addAll(List.of("--mean", list(options.mean())));
    }
    if (!options.std().isEmpty()) {
      words.addAll(List.of("--std", list(options.std())));
    }
    return words;
  }

  private static String list(List<Double> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** A number or a fraction: {@code 0.5} or {@code 1/255}. */
  static final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      int slash = text.indexOf('/');
      try {
        return slash < 0
            ? Double.parseDouble(text)
            : Double.parseDouble(text.substring(0, slash))
                / Double.parseDouble(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a number or a fraction such as 1/255");
      }
    }
  }
}
