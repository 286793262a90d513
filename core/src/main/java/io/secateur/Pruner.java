package io.secateur;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.data.Dataset;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Measuring;
import io.secateur.engine.SampleOrder;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.UnusableException;
import io.secateur.report.ClusterWords;
import io.secateur.report.Footprint;
import io.secateur.report.Json;
import io.secateur.report.PruneResult;
import io.secateur.report.RunFolder;
import io.secateur.search.Journal;
import io.secateur.search.LatencyTable;
import io.secateur.search.Order;
import io.secateur.search.Past;
import io.secateur.search.Per;
import io.secateur.search.Removal;
import io.secateur.search.Schedule;
import io.secateur.search.Scoped;
import io.secateur.search.Search;
import io.secateur.search.SearchListener;
import io.secateur.search.SearchResult;
import io.secateur.search.Stops;
import io.secateur.search.Swap;
import io.secateur.surgery.Survivors;
import io.secateur.verify.Agreement;
import io.secateur.verify.Latency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Prunes a network, end to end: read, rank, remove, verify, write. */
public final class Pruner {
  /**
   * Outputs of the gated original and of the written file may differ by this, relative to their
   * size.
   */
  public static final double TOLERANCE = 1e-4;

  /** On how many samples the two are compared. */
  private static final int PROOF_SAMPLES = 256;

  private final PruneOptions options;
  private final PruneListener listener;
  private final BooleanSupplier interrupted;
  private final Backend backend;

  private Pruner(
      PruneOptions options, PruneListener listener, BooleanSupplier interrupted, Backend backend) {
    this.options = options;
    this.listener = listener;
    this.interrupted = interrupted;
    this.backend = backend;
  }

  /**
   * Prunes as the options say and writes the result; nothing is written unless the result was
   * proven. Where the options name the folder of a run that did not reach its end, goes on with it.
   *
   * @throws UnusableException if the model or the data cannot be used, or the folder holds another
   *     run
   * @throws IllegalStateException if the pruned network is not the gated one, which is our fault
   */
  public static PruneResult prune(PruneOptions options, PruneListener listener) {
    return prune(options, listener, () -> false);
  }

  /**
   * As the other; asks before every removal whether it is interrupted, and if so ends with what is
   * reached by then.
   */
  public static PruneResult prune(
      PruneOptions options, PruneListener listener, BooleanSupplier interrupted) {
    try (Backend here = Backend.here()) {
      return prune(options, listener, interrupted, here);
    }
  }

  /** The same, measured somewhere. */
  public static PruneResult prune(
      PruneOptions options, PruneListener listener, BooleanSupplier interrupted, Backend backend) {
    return new Pruner(options, listener, interrupted, backend).prune();
  }

  private PruneResult prune() {
    Destination.check(options);
    Model model = Model.read(options.model());
    Backend.Samples data = backend.open(options.data(), model.graph());
    try (Workspace work = Workspace.of(model, data.first(), options.repair())) {
      options.schedule(work.network().anatomy().neurons().size()); // says what is wrong with it
      Scoped scope = options.scope().of(work.network().anatomy());
      if (!options.scope().isAll()) {
        listener.says(scope.sentence());
      }
      Backend.Samples holdout =
          options.holdout() == null ? null : backend.open(options.holdout(), model.graph());
      Map<String, Object> provenance =
          Provenance.of(options, model, data.sha256(), holdout == null ? null : holdout.sha256());
      if (options.run() != null) {
        RunFolder.check(options.run(), provenance);
      }
      ErrorChoice error =
          ErrorChoice.of(options.error(), work.network().outputKind(), work.data().targets());
      listener.says(
          "The error is "
              + error.measure().word()
              + " ("
              + error.measure().formula()
              + "): "
              + error.reason()
              + ".");
      Measuring how = options.measuring();
      SampleOrder samples =
          options.order() == Order.SINGLE ? SampleOrder.AS_GIVEN : criterion().samples();
      try (ErrorFunction ranking = data.error(work, error.measure(), how.with(samples))) {
        if (holdout == null) {
          return prune(work, ranking, ranking, work.data(), error, provenance);
        }
        Measuring plain = how.with(Repair.NONE); // its data has no say in what is repaired
        try (ErrorFunction judging = holdout.error(work, error.measure(), plain)) {
          return prune(work, ranking, judging, holdout.first(), error, provenance);
        }
      }
    }
  }

  private PruneResult prune(
      Workspace work,
      ErrorFunction ranking,
      ErrorFunction judging,
      Dataset judged,
      ErrorChoice error,
      Map<String, Object> provenance) {
    search(work, ranking, judging, null); // says what is wrong with it
    String scarcity = work.scarcity(options.repair(), ranking.samples());
    if (scarcity != null) {
      listener.says(scarcity);
    }
    Evaluation start = judging.evaluate(work.network().anatomy().open());
    try (Journal journal = journal(provenance)) { // nothing is left of a run that could not begin
      Search search = search(work, ranking, judging, latency(work, journal));
      SearchResult found = run(search, work.network().anatomy(), journal);
      Evaluation end = judging.evaluate(found.gates());
      return finish(work, judged, error, start, found, end, provenance);
    }
  }

  /** Cuts, proves and writes. */
  private PruneResult finish(
      Workspace work,
      Dataset judged,
      ErrorChoice error,
      Evaluation start,
      SearchResult search,
      Evaluation end,
      Map<String, Object> provenance) {
    Gates gates = search.gates();
    Cut cut = Cut.of(work, judged, gates);
    Anatomy anatomy = cut.anatomy();
    Model pruned = withProvenance(cut.pruned());

    listener.says(
        "Running the gated original and the pruned network side by side in ONNX Runtime.");
    int samples = Math.min(PROOF_SAMPLES, judged.size());
    double agreement = Agreement.between(cut.gated(), pruned, judged, samples);
    if (!(agreement <= TOLERANCE)) {
      throw new IllegalStateException(
          "the pruned network differs from the gated original by "
              + agreement
              + " relative, where "
              + TOLERANCE
              + " is allowed, so it was not written; please report this");
    }
    double[] latency = Latency.medianMillis(List.of(work.model(), pruned), judged);
    pruned.write(options.out());

    PruneResult result =
        new PruneResult(
            footprint(work.model(), work.anatomy(), anatomy.open(), start, latency[0]),
            footprint(pruned, anatomy, gates, end, latency[1]),
            agreement,
            samples,
            error,
            search,
            Survivors.of(anatomy, gates),
            reported(provenance),
            options.scope().of(anatomy));
    if (options.run() != null) {
      Json.write(result.survivors(), options.run().resolve("map.json"));
      Json.write(Json.of(result), options.run().resolve("result.json"));
    }
    return result;
  }

  /** With what another place than this process has to say. */
  private Map<String, Object> reported(Map<String, Object> provenance) {
    Map<String, Object> all = new LinkedHashMap<>(provenance);
    if (!backend.report().isEmpty()) {
      all.put(ClusterWords.KEY, backend.report());
    }
    return all;
  }

  private Search search(
      Workspace work,
      ErrorFunction ranking,
      ErrorFunction judging,
      @Nullable LatencyTable latency) {
    Schedule schedule = options.schedule(work.anatomy().neurons().size());
    Stops stops = options.stops().sharesOf(work.anatomy());
    return new Search(ranking, judging, criterion(), schedule, stops, options.allowed(latency));
  }

  /** How long the network takes by the widths of its layers; null if that does not matter. */
  private @Nullable LatencyTable latency(Workspace work, @Nullable Journal journal) {
    if (options.budget().per() != Per.LATENCY || options.run() == null || journal == null) {
      return null;
    }
    Anatomy anatomy = work.network().anatomy();
    boolean isBegun = !journal.past(anatomy).isNone();
    listener.says("Measuring how long the network takes by the widths of its layers.");
    return LatencyFile.of(options.run(), work, options.scope().of(anatomy), isBegun);
  }

  private Criterion criterion() {
    return Criteria.of(options.by(), options.how());
  }

  private @Nullable Journal journal(Map<String, Object> provenance) {
    if (options.run() == null) {
      return null;
    }
    RunFolder.claim(options.run(), provenance);
    return new Journal(options.run());
  }

  private SearchResult run(Search search, Anatomy anatomy, @Nullable Journal journal) {
    Past past = journal == null ? Past.NONE : journal.past(anatomy);
    if (!past.isNone()) {
      listener.says(
          "Going on after removal " + past.removals().size() + " of '" + options.run() + "'.");
    }
    listener.starts(anatomy.neurons().size());
    return search.run(past, interrupted, journalled(journal));
  }

  /** Writes down what happens before anybody hears of it. */
  private SearchListener journalled(@Nullable Journal journal) {
    if (journal == null) {
      return listener;
    }
    return new SearchListener() {
      @Override
      public void removed(Removal removal, double progress) {
        journal.add(removal);
        listener.removed(removal, progress);
      }

      @Override
      public void swapped(Swap swap) {
        journal.add(swap);
        listener.swapped(swap);
      }
    };
  }

  private Model withProvenance(Model model) {
    ModelEdit edit = new ModelEdit(model);
    edit.metadata("secateur.version", Provenance.version());
    edit.metadata("secateur.by", options.by() + ", " + options.order().word() + shortcut());
    if (options.repair() != Repair.NONE) {
      edit.metadata("secateur.repair", options.repair().word());
    }
    return edit.apply();
  }

  private String shortcut() {
    Shortcut shortcut = options.how().shortcut();
    String value = shortcut.value().equals(true) ? "" : " " + shortcut.value();
    return shortcut.isExact() ? "" : ", " + shortcut.word() + value;
  }

  private static Footprint footprint(
      Model model, Anatomy anatomy, Gates gates, Evaluation evaluation, double latencyMs) {
    return new Footprint(
        gates.alive().length,
        anatomy.costs().parameters(gates),
        anatomy.costs().flops(gates),
        model.size(),
        evaluation.error(),
        evaluation.accuracy(),
        latencyMs);
  }
}
