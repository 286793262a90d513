package io.secateur.bench;

import io.secateur.bench.kernels.Loops;
import io.secateur.model.UnusableException;
import io.secateur.report.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** JMH on the kernels. */
@Command(
    name = "kernels",
    customSynopsis = "bench/run kernels [REGEX] [OPTIONS]",
    description =
        "Time the kernels of the dense oracle with JMH, on one block of samples and one core: vectors"
            + " against plain loops.",
    sortOptions = false)
final class KernelsCommand implements Callable<Integer> {
  private static final String PACKAGE = Loops.class.getPackageName();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "REGEX",
      arity = "0..1",
      description = "Only benchmarks whose name this is found in, such as affine.")
  private String regex = "";

  @Option(
      names = "--millis",
      paramLabel = "MS",
      description = "How long an iteration takes; default 500.")
  private int millis = 500;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Iterations that are measured, after as many that are not; default 5.")
  private int iterations = 5;

  @Override
  public Integer call() {
    TimeValue time = TimeValue.milliseconds(millis);
    Options options =
        new OptionsBuilder()
            .include("^" + PACKAGE.replace(".", "\\.") + "\\..*" + regex)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(iterations)
            .warmupTime(time)
            .measurementIterations(iterations)
            .measurementTime(time)
            .build();
    try {
      Collection<RunResult> results = new Runner(options).run();
      spec.commandLine().getOut().println();
      spec.commandLine().getOut().println("machine  " + Machine.words());
      spec.commandLine().getOut().println(table(results));
      return Main.DONE;
    } catch (RunnerException e) {
      throw new UnusableException("JMH could not run: " + e.getMessage(), e);
    }
  }

  /** A row for a kernel, its columns the loops: medians, since a kernel may be compiled anew. */
  private static String table(Collection<RunResult> results) {
    Map<String, Map<String, Statistics>> rows = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      rows.computeIfAbsent(label(params), key -> new TreeMap<>())
          .put(params.getParam("loops"), result.getPrimaryResult().getStatistics());
    }
    Table table =
        new Table("lrrrr", "kernel, one block", "best", "from - to", "plain", "plain / best");
    rows.forEach(
        (label, times) -> {
          Statistics best = Objects.requireNonNull(times.get("best"));
          Statistics plain = Objects.requireNonNull(times.get("plain"));
          table.row(
              label,
              Words.seconds(median(best)),
              Words.seconds(best.getMin() / 1e9) + " - " + Words.seconds(best.getMax() / 1e9),
              Words.seconds(median(plain)),
              Words.times(median(plain) / median(best)));
        });
    return table.toString();
  }

  private static double median(Statistics nanos) {
    return nanos.getPercentile(50) / 1e9;
  }

  /** {@code Affine.affine out=512}. */
  private static String label(BenchmarkParams params) {
    String name = params.getBenchmark();
    String group = name.substring(PACKAGE.length() + 1, name.lastIndexOf('.'));
    String rest =
        params.getParamsKeys().stream()
            .filter(key -> !key.equals("loops"))
            .map(key -> " " + key + "=" + params.getParam(key))
            .collect(Collectors.joining());
    return group.replace("Benchmark", "") + name.substring(name.lastIndexOf('.')) + rest;
  }
}
