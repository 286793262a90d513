package io.secateur.study.experiments;

import io.secateur.Workspace;
import io.secateur.compare.Comparer;
import io.secateur.compare.Comparison;
import io.secateur.compare.ComparisonListener;
import io.secateur.compare.Method;
import io.secateur.compare.Plan;
import io.secateur.compare.Sweep;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import io.secateur.study.views.Sight;
import io.secateur.study.views.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Networks that are pruned to nothing by several methods.
 *
 * @param origin where they come from
 * @param methods by which each of them is pruned
 * @param step how many neurons go before the rest are ranked again; null for one
 * @param leastWidth how many neurons every layer keeps
 */
public record Pruning(
    String name,
    String title,
    Origin origin,
    List<Method> methods,
    @Nullable Amount step,
    int leastWidth)
    implements Experiment {
  /** The file with the curves of an experiment, and of a seed. */
  static final String CURVES = "curves.csv";

  /** The step of the small size. */
  private static final Amount TENTH = new Amount(10, true);

  public Pruning {
    methods = List.copyOf(methods);
  }

  @Override
  public String needs(Lab lab) {
    return origin.needs(lab);
  }

  @Override
  public String error() {
    return origin.error();
  }

  @Override
  public void run(Lab lab) {
    List<Trace> all = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (int seed = 1; seed <= origin.seeds(lab); seed++) {
      Path folder = lab.folder(name, seed);
      Path file = folder.resolve(CURVES);
      if (!Files.exists(file) || Views.areWanting(folder, seed == 1)) {
        compare(lab, seed, file);
      }
      all.addAll(Traces.read(file));
      folders.add(folder);
    }
    Traces.write(all, lab.folder(name).resolve(CURVES));
    NeuronTables.keep(all, folders, lab.folder(name));
  }

  /** Makes what is wanting of the curves, then of the views. */
  private void compare(Lab lab, int seed, Path file) {
    Subject subject = origin.subject(lab, name, seed);
    Plan plan =
        new Plan(methods, step(lab), Stops.NEVER, Allowed.keeping(leastWidth), List.of(), null)
            .in(lab.folder(name, seed).resolve("curves"));
    long clock = System.nanoTime();
    try (Workspace work = Workspace.open(subject.model(), subject.data())) {
      ErrorChoice error =
          ErrorChoice.of(subject.error(), work.network().outputKind(), work.data().targets());
      Comparison found =
          new Comparer(work.network(), work.data(), null, error.measure(), Measuring.DEFAULT, plan)
              .run(new Voice(lab, name, seed), () -> false);
      if (!Files.exists(file)) {
        Traces.write(found.curves().stream().map(c -> Trace.of(seed, c)).toList(), file);
        lab.say(
            String.format(
                Locale.ROOT,
                "%s, seed %d: pruned by %d methods, %.1f s",
                name,
                seed,
                methods.size(),
                (System.nanoTime() - clock) / 1e9));
      }
      look(lab, seed, work, error.measure(), found);
    }
  }

  private void look(
      Lab lab, int seed, Workspace work, ErrorMeasure measure, Comparison comparison) {
    long clock = System.nanoTime();
    Measuring how = Measuring.DEFAULT;
    try (Objective objective = new Objective(work.network(), work.data(), measure, how)) {
      Sweep sweep = lab.scale() == Scale.FULL ? origin.sweep() : new Sweep(0, 10, 1);
      Sight sight =
          new Sight(
              work.network(),
              work.data(),
              objective,
              how,
              comparison,
              sweep,
              lab.scale().of(origin.paired(), 8));
      Views.make(lab.folder(name, seed), seed == 1, sight);
    }
    lab.say(
        String.format(
            Locale.ROOT,
            "%s, seed %d: neurons, pairs%s, %.1f s",
            name,
            seed,
            seed == 1 ? ", error surfaces and stages" : "",
            (System.nanoTime() - clock) / 1e9));
  }

  private @Nullable Amount step(Lab lab) {
    return lab.scale() == Scale.FULL ? step : TENTH;
  }

  /** Says which method is at work, and every now and then how far. */
  private static final class Voice implements ComparisonListener {
    private static final double SECONDS_A_LINE = 20;

    private final Lab lab;
    private final String where;
    private String what = "";
    private long last = System.nanoTime();

    Voice(Lab lab, String experiment, int seed) {
      this.lab = lab;
      this.where = experiment + ", seed " + seed + ", ";
    }

    @Override
    public void begins(Method method, int number, int count) {
      what = method.name() + " (" + number + " of " + count + ")";
    }

    @Override
    public void removed(Removal removal, double progress) {
      if ((System.nanoTime() - last) / 1e9 > SECONDS_A_LINE) {
        last = System.nanoTime();
        lab.say(where + what + ": " + Math.round(100 * progress) + " %");
      }
    }
  }
}
