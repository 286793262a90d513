package io.secateur.study.experiments;

import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Curves as CSV, a line for each network on the way: {@code
 * seed,method,removed,layer,neuron,predicted,error,accuracy,seconds}. A method's comma is a
 * semicolon.
 */
public final class Traces {
  private static final String HEADER =
      "seed,method,removed,layer,neuron,predicted,error,accuracy,seconds";

  private Traces() {}

  static void write(List<Trace> traces, Path file) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Trace trace : traces) {
      for (int i = 0; i < trace.steps().size(); i++) {
        Trace.Step s = trace.steps().get(i);
        text.append(
            String.format(
                Locale.ROOT,
                "%d,%s,%d,%s,%d,%s,%s,%s,%.4f%n",
                trace.seed(),
                trace.method().replace(',', ';'),
                i,
                s.layer(),
                s.neuron(),
                s.predicted(),
                s.error(),
                s.accuracy(),
                s.seconds()));
      }
    }
    WholeFile.write(file, text.toString());
  }

  /** What a file holds; nothing if it is not there. */
  public static List<Trace> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Trace> traces = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      List<Trace.Step> steps = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] cells = lines.get(i).split(",", -1);
        steps.add(step(cells));
        boolean isLast = i == lines.size() - 1 || lines.get(i + 1).split(",", 4)[2].equals("0");
        if (isLast) {
          traces.add(new Trace(Integer.parseInt(cells[0]), cells[1].replace(';', ','), steps));
          steps = new ArrayList<>();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new UnusableException(
          "'" + file + "' was expected to hold curves, and cannot be read; remove it: " + e, e);
    }
    return traces;
  }

  private static Trace.Step step(String[] cells) {
    return new Trace.Step(
        cells[3],
        Integer.parseInt(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        Double.parseDouble(cells[7]),
        Double.parseDouble(cells[8]));
  }
}
