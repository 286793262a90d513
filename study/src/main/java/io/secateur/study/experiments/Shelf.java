package io.secateur.study.experiments;

import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What experiments leave in their folders, besides networks and data: curves and tables. */
public final class Shelf {
  private static final String TABLE = ".table.csv";

  private Shelf() {}

  /**
   * A table for people.
   *
   * @param rows as many cells each as the header has
   */
  public record Table(String title, String note, List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** The curves of an experiment; none if it has not come to its end, or has none. */
  public static List<Trace> traces(Lab lab, String experiment) {
    return Traces.read(lab.out().resolve(experiment).resolve(Pruning.CURVES));
  }

  /** Keeps some numbers. */
  static void number(Path file, double... numbers) {
    WholeFile.write(
        file, Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(",")));
  }

  /** The numbers that were kept. */
  static double[] numbers(Path file) {
    try {
      return Arrays.stream(Files.readString(file).strip().split(","))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException | NumberFormatException e) {
      throw new UnusableException(
          "'" + file + "' was expected to hold numbers, and cannot be read; remove it: " + e, e);
    }
  }

  /**
   * Median, least and most, in words; empty for what is not a number.
   *
   * @param times what the numbers are multiplied by
   * @param format of each
   */
  public static String spread(double[] values, double times, String format) {
    double[] v = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
    if (v.length == 0) {
      return "";
    }
    double median = (v[(v.length - 1) / 2] + v[v.length / 2]) / 2;
    String of = String.format(Locale.ROOT, format, times * median);
    return v.length == 1
        ? of
        : String.format(
            Locale.ROOT,
            "%s (" + format + " to " + format + ")",
            of,
            times * v[0],
            times * v[v.length - 1]);
  }

  /** Keeps a table under a name, as CSV with two lines before it: {@code # title, # note}. */
  static void keep(Table table, Path folder, String name) {
    StringBuilder csv = new StringBuilder();
    csv.append("# ").append(table.title()).append('\n');
    csv.append("# ").append(table.note()).append('\n');
    Stream.concat(Stream.of(table.header()), table.rows().stream())
        .forEach(row -> csv.append(String.join(";", row)).append('\n'));
    WholeFile.write(folder.resolve(name + TABLE), csv.toString());
  }

  /** The tables of an experiment, in the order of their names. */
  public static List<Table> tables(Lab lab, String experiment) {
    List<Table> tables = new ArrayList<>();
    Path folder = lab.out().resolve(experiment);
    if (!Files.isDirectory(folder)) {
      return tables;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(TABLE)).sorted().toList()) {
        tables.add(read(file));
      }
    } catch (IOException e) {
      throw new UnusableException("the folder '" + folder + "' cannot be read: " + e, e);
    }
    return tables;
  }

  private static Table read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<List<String>> rows =
        lines.stream().skip(2).map(line -> List.of(line.split(";", -1))).toList();
    if (rows.isEmpty() || rows.stream().anyMatch(r -> r.size() != rows.get(0).size())) {
      throw new UnusableException(
          "'" + file + "' was expected to hold a table, and holds something else; remove it");
    }
    return new Table(
        lines.get(0).substring(2),
        lines.get(1).substring(2),
        rows.get(0),
        rows.subList(1, rows.size()));
  }
}
