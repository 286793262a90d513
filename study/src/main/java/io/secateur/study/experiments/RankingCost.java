package io.secateur.study.experiments;

import com.sun.management.OperatingSystemMXBean;
import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Subject;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one ranking of all neurons takes, measured in a process that does nothing else: processor
 * seconds of the first, the median of those that follow, and the most memory that the process held,
 * in bytes. A processor's time, unlike a clock's, is about the same beside other work.
 */
final class RankingCost {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private RankingCost() {}

  /** Arguments: the network, its data, the criterion, for how many seconds, and the result. */
  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments[0]);
    double seconds = Double.parseDouble(arguments[3]);
    try (Workspace work = Workspace.open(model, DataOptions.of(arguments[1]))) {
      Measuring how = Measuring.DEFAULT;
      try (Objective objective =
          new Objective(work.network(), work.data(), new SquaredError(), how)) {
        double first = ranking(objective, arguments[2]);
        List<Double> rest = new ArrayList<>();
        double spent = 0;
        do {
          double next = ranking(objective, arguments[2]);
          rest.add(next);
          spent += next;
        } while (spent < seconds);
        Collections.sort(rest);
        double warm = rest.get(rest.size() / 2);
        Shelf.number(Path.of(arguments[4]), first, warm, peak());
      }
    }
  }

  private static double ranking(Objective objective, String by) {
    Gates open = objective.network().anatomy().open();
    long clock = spent();
    double error = objective.evaluate(open).error();
    Subject subject = new Subject(objective, open, error, open.alive());
    double[] unused = Criteria.of(by, Criteria.Options.PLAIN).scores(subject).clone();
    return (spent() - clock) / 1e9;
  }

  /** What the processors have done for this process so far, in nanoseconds. */
  private static long spent() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** The most memory that this process ever held; NaN where the system does not tell. */
  private static double peak() throws IOException {
    if (!Files.exists(STATUS)) {
      return Double.NaN;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(Double.NaN);
  }
}
