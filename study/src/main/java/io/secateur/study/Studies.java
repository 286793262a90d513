package io.secateur.study;

import io.secateur.model.WholeFile;
import io.secateur.study.claims.Claims;
import io.secateur.study.claims.Evidence;
import io.secateur.study.claims.Finding;
import io.secateur.study.experiments.Experiment;
import io.secateur.study.experiments.Experiments;
import io.secateur.study.experiments.Lab;
import io.secateur.study.experiments.Shelf;
import io.secateur.study.experiments.Trace;
import io.secateur.study.pages.Pages;
import io.secateur.study.pages.Tables;
import io.secateur.study.views.RoleCounts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The experiments by name, for a command line. */
public final class Studies {
  /** Stands for every experiment. */
  public static final String ALL = "all";

  private Studies() {}

  /**
   * Makes the example network and its data from nothing: {@code shape.onnx}, {@code shape.npz} to
   * rank its neurons on, and {@code shape-test.npz}, which training never saw. The same seed gives
   * the same bytes.
   *
   * @param folder where to; made if it does not exist, and files of these names are replaced
   * @param say told of progress and results, line by line
   * @throws io.secateur.model.UnusableException if the files cannot be written
   */
  public static void example(Path folder, long seed, Consumer<String> say) {
    ShapeExample.full().write(folder, seed, say);
  }

  /** All experiments, the paper's first. */
  public static List<Experiment> list() {
    return Experiments.all();
  }

  /**
   * The experiments of some names, or of {@link #ALL}.
   *
   * @throws IllegalArgumentException if there is no such experiment
   */
  public static List<Experiment> chosen(List<String> names) {
    return names.contains(ALL)
        ? Experiments.all()
        : names.stream().distinct().map(Experiments::of).toList();
  }

  /**
   * Makes experiments as far as they are not made yet, and a page of all that is there. An
   * experiment whose files are wanting is left out, which is said, unless it is the only one.
   *
   * @throws io.secateur.model.UnusableException if files that one of them needs cannot be used
   */
  public static void run(List<Experiment> chosen, Lab lab) {
    for (int i = 0; i < chosen.size(); i++) {
      Experiment experiment = chosen.get(i);
      String wanting = experiment.needs(lab);
      if (!wanting.isEmpty() && chosen.size() > 1) {
        lab.say().accept(experiment.name() + " is left out: it needs " + wanting);
        continue;
      }
      String place = (i + 1) + " of " + chosen.size() + ": ";
      lab.say().accept(place + experiment.name() + ", " + experiment.title());
      experiment.run(lab);
      Pages.one(lab, experiment, evidence(lab));
    }
    conclude(lab);
  }

  /** What claims can be tested on. */
  private static Evidence evidence(Lab lab) {
    Map<String, List<Trace>> curves = new LinkedHashMap<>();
    Map<String, List<RoleCounts>> roles = new LinkedHashMap<>();
    for (Experiment experiment : Experiments.all()) {
      List<Trace> traces = Shelf.traces(lab, experiment.name());
      if (!traces.isEmpty()) {
        curves.put(experiment.name(), traces);
        roles.put(
            experiment.name(),
            traces.stream()
                .map(Trace::seed)
                .distinct()
                .map(seed -> RoleCounts.read(lab.folder(experiment.name(), seed)))
                .filter(Objects::nonNull)
                .toList());
      }
    }
    return new Evidence(curves, roles);
  }

  /**
   * Lays all that is there side by side: {@code index.html}, {@code claims.csv} and {@code
   * paper.csv}.
   */
  private static void conclude(Lab lab) {
    Evidence evidence = evidence(lab);
    List<Finding> findings = Claims.test(evidence);
    List<Experiment> made =
        Experiments.all().stream()
            .filter(
                e ->
                    !Shelf.traces(lab, e.name()).isEmpty()
                        || !Shelf.tables(lab, e.name()).isEmpty())
            .toList();
    Pages.all(lab, made, evidence);
    WholeFile.write(lab.out().resolve("claims.csv"), Tables.claims(findings));
    WholeFile.write(lab.out().resolve("paper.csv"), Tables.paper(made, evidence));
    lab.say().accept(Pages.verdicts(findings) + " See '" + lab.out().resolve("index.html") + "'.");
  }
}
