package io.secateur.cli;

import io.secateur.ComparisonPage;
import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.compare.Comparison;
import io.secateur.compare.Csv;
import io.secateur.compare.Curve;
import io.secateur.compare.Pairs;
import io.secateur.compare.Profile;
import io.secateur.compare.Profiles;
import io.secateur.compare.Roles;
import io.secateur.compare.Surface;
import io.secateur.compare.Sweep;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.report.page.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The files of a comparison. */
final class CompareFiles {
  private final Workspace work;
  private final ErrorMeasure measure;
  private final Measuring how;
  private final Path folder;

  CompareFiles(Workspace work, ErrorMeasure measure, Measuring how, Path folder) {
    this.work = work;
    this.measure = measure;
    this.how = how;
    this.folder = folder;
  }

  /** What the runs themselves tell. */
  void write(Comparison comparison) {
    Csv.curves(comparison.curves(), folder.resolve("curves.csv"));
    Csv.qualities(comparison.qualities(), folder.resolve("rankings.csv"));
  }

  /** All of it to look at, in a browser. */
  void page(Comparison comparison, ComparisonPage.Besides besides, Path model, OutputFlags output) {
    output.say("Writing the page.");
    ComparisonPage.write(
        folder,
        String.valueOf(model.getFileName()),
        String.format(
            Locale.ROOT,
            "%,d neurons removed by %d ways on %s.",
            comparison.neurons(),
            comparison.curves().size(),
            work.data().description()),
        work,
        measure,
        how,
        comparison,
        besides,
        List.of(
            new Page.Fact("model", model.toString()),
            new Page.Fact("data", work.data().description()),
            new Page.Fact("repair", how.repair().word()),
            new Page.Fact("error", measure.word() + ", " + measure.formula())));
  }

  /**
   * What there is to see besides: each neuron, some of them two by two, and surfaces along the
   * first run.
   *
   * @param pairs how many neurons; null for as many as a page affords
   * @param every how many removals; null for no table of surfaces
   */
  ComparisonPage.Besides more(
      Comparison comparison,
      @Nullable Long pairs,
      @Nullable Long every,
      long seed,
      BooleanSupplier interrupted,
      OutputFlags output) {
    Gates open = work.network().anatomy().open();
    try (Objective objective = new Objective(work.network(), work.data(), measure, how)) {
      List<Profile> profiles = Profiles.of(objective, open);
      Csv.profiles(profiles, folder.resolve("neurons.csv"));
      int some =
          pairs == null
              ? ComparisonPage.affordablePairs(objective)
              : (int) Math.min(pairs, Integer.MAX_VALUE);
      Pairs found = null;
      if (some > 0) {
        found = pairs(objective, open, some, seed, interrupted, output);
      } else if (pairs == null) {
        output.say(
            "No pairs of neurons are measured, as that takes long for this network; --pairs N"
                + " measures N neurons two by two.");
      }
      List<Surface> surfaces = List.of();
      if (every != null && !interrupted.getAsBoolean()) {
        int each = (int) Math.min(every, Integer.MAX_VALUE);
        Curve first = comparison.curves().get(0);
        int count = (first.points().size() + each - 1) / each;
        Sweep sweep = ComparisonPage.sweep(objective, count);
        surfaces = Surface.along(objective, first, each, sweep);
        Csv.surfaces(surfaces, folder.resolve("surfaces.csv"));
      }
      return new ComparisonPage.Besides(found, surfaces);
    }
  }

  private @Nullable Pairs pairs(
      Objective objective,
      Gates open,
      int most,
      long seed,
      BooleanSupplier interrupted,
      OutputFlags output) {
    int[] some = Pairs.draw(open, most, seed);
    output.say("Measuring " + some.length + " neurons two by two.");
    Pairs found = Pairs.of(objective, open, some, share -> {}, interrupted);
    if (found != null) {
      Csv.pairs(found, folder.resolve("pairs.csv"));
      output.say(CompareText.of(Roles.of(found), some.length));
    }
    return found;
  }
}
