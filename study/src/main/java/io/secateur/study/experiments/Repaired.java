package io.secateur.study.experiments;

import io.secateur.Workspace;
import io.secateur.compare.Comparer;
import io.secateur.compare.Comparison;
import io.secateur.compare.ComparisonListener;
import io.secateur.compare.Method;
import io.secateur.compare.Plan;
import io.secateur.engine.Measuring;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Allowed;
import io.secateur.search.Order;
import io.secateur.search.Stops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of 100 neurons for the cosine, pruned by brute force without repair, and with both:
 * how many neurons the function needs where those that stay may say what the others said.
 */
final class Repaired implements Experiment {
  static final String NAME = "cosine-50-repaired";
  static final String NETWORKS = "cosine-50";

  private static final List<Repair> REPAIRS =
      List.of(Repair.NONE, Repair.MEAN, Repair.LEAST_SQUARES);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "the networks of cosine-50 by brute force: as they are, and with their readers repaired"
        + " after each removal";
  }

  @Override
  public void run(Lab lab) {
    List<Trace> all = new ArrayList<>();
    for (int seed = 1; seed <= lab.seeds(); seed++) {
      for (Repair repair : REPAIRS) {
        Path file = lab.folder(NAME, seed).resolve(repair.word() + ".csv");
        if (!Files.exists(file)) {
          Traces.write(List.of(curve(lab, seed, repair)), file);
          lab.say(NAME + ", seed " + seed + ": pruned, repair " + repair.word());
        }
        all.addAll(Traces.read(file));
      }
    }
    Traces.write(all, lab.folder(NAME).resolve(Pruning.CURVES));
  }

  private static Trace curve(Lab lab, int seed, Repair repair) {
    Subject subject = Cosines.trained(50, Cosines.START).subject(lab, NETWORKS, seed);
    Method method = Method.of(Methods.BRUTE_FORCE, Order.RERANKED);
    Allowed all = Allowed.keeping(1); // a repaired reader reads something
    Plan plan = new Plan(List.of(method), null, Stops.NEVER, all, List.of(), null);
    try (Workspace work = Workspace.open(subject.model(), subject.data(), repair)) {
      ErrorChoice error =
          ErrorChoice.of(subject.error(), work.network().outputKind(), work.data().targets());
      Comparison found =
          new Comparer(
                  work.network(),
                  work.data(),
                  null,
                  error.measure(),
                  Measuring.DEFAULT.with(repair),
                  plan)
              .run(ComparisonListener.SILENT, () -> false);
      Trace trace = Trace.of(seed, found.curves().get(0));
      return new Trace(seed, "repair " + repair.word() + ", reranked", trace.steps());
    }
  }
}
