package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.LocalSegments;
import io.secateur.engine.Measuring;
import io.secateur.engine.Segmented;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Graph;
import io.secateur.report.PruneResult;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Removal;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import io.secateur.search.Swap;
import io.secateur.search.Widths;
import io.secateur.testing.SmallPruning;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option works where samples lie in segments as it does where they lie together. */
class PrunerSegmentsTest {
  /** Single precision, whose products round as batches are shaped. */
  private static final double ROUNDING = 1e-5;

  @TempDir Path folder;

  /** Samples in segments of this process. */
  private static final class InSegments implements Backend {
    @Override
    public Samples open(DataOptions options, Graph graph) {
      Dataset all = Datasets.open(options, graph.inputs());
      return new Samples() {
        @Override
        public Dataset first() {
          return all.slice(0, 10);
        }

        @Override
        public String sha256() {
          return all.sha256();
        }

        @Override
        public ErrorFunction error(Workspace work, ErrorMeasure measure, Measuring how) {
          LocalSegments segments =
              LocalSegments.of(work.network(), all, measure, how, all.size() / 3 + 1, 4);
          return new Segmented(work.network(), measure, segments, how);
        }
      };
    }

    @Override
    public Map<String, Object> report() {
      return Map.of();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private static Budget budget(String widths, boolean perLayer, Per per, long swaps) {
    Widths given = widths.isEmpty() ? Widths.NONE : Widths.parse(widths);
    return new Budget(given, perLayer, per, swaps);
  }

  private static Criteria.Options how(Shortcut shortcut) {
    return new Criteria.Options(Threshold.NONE, 1, shortcut, 2L);
  }

  private static final Map<String, UnaryOperator<PruneOptionsBuilder>> OPTIONS = options();

  private static Map<String, UnaryOperator<PruneOptionsBuilder>> options() {
    Map<String, UnaryOperator<PruneOptionsBuilder>> all = new HashMap<>();
    all.put("", o -> o);
    all.put("--holdout DATA", o -> o.holdout(null)); // the only one without
    all.put("--order single", o -> o.order(Order.SINGLE));
    all.put("--step 4", o -> o.step(Amount.parse("--step", "4")));
    all.put("--multiple-of 6", o -> o.multiple(6));
    all.put("--only layer2", o -> o.scope(new Scope(List.of("layer2"), List.of())));
    all.put("--error squared", o -> o.error("squared"));
    all.put("--error kl", o -> o.error("kl"));
    all.put("--lazy", o -> o.how(how(Shortcut.of(null, null, true))));
    all.put("--shortlist 8", o -> o.how(how(Shortcut.of(null, 8L, false))));
    all.put("--confidence 0.99", o -> o.how(how(Shortcut.of(0.99, null, false))));
    all.put(
        "--widths layer1=20,layer2=10",
        o -> o.stops(Stops.NEVER).budget(budget("layer1=20,layer2=10", false, Per.NEURON, 0)));
    all.put("--per-layer", o -> o.budget(budget("", true, Per.NEURON, 0)));
    all.put("--per flop", o -> o.budget(budget("", false, Per.of("flop"), 0)));
    all.put("--per parameter", o -> o.budget(budget("", false, Per.of("parameter"), 0)));
    all.put("--swaps 3", o -> o.budget(budget("", false, Per.NEURON, 3)));
    all.put("--repair mean", o -> o.repair(Repair.MEAN));
    all.put("--repair least-squares", o -> o.repair(Repair.LEAST_SQUARES));
    all.put(
        "--by absolute-first-order --repair least-squares",
        o -> o.by("absolute-first-order").repair(Repair.LEAST_SQUARES));
    all.put("--by gauss-newton-full", o -> o.by("gauss-newton-full"));
    return all;
  }

  static List<String> flags() {
    return OPTIONS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("flags")
  void anOptionDoesTheSame(String flags) {
    SmallPruning small = SmallPruning.in(folder);
    Path out = folder.resolve("out.onnx");
    PruneOptionsBuilder plain =
        small.options("brute-force", Stops.after(12), out, null).toBuilder();
    PruneOptions options = Objects.requireNonNull(OPTIONS.get(flags)).apply(plain).build();
    PruneResult here = Pruner.prune(options, small.listener());
    PruneResult there = Pruner.prune(options, small.listener(), () -> false, new InSegments());
    List<Removal> removals = here.search().removals();
    assertThat(names(there)).isEqualTo(names(here)).isNotEmpty();
    for (int i = 0; i < removals.size(); i++) {
      Removal found = there.search().removals().get(i);
      assertThat(found.isMeasured()).isEqualTo(removals.get(i).isMeasured());
      if (found.isMeasured()) {
        double error = removals.get(i).error();
        assertThat(found.error()).isCloseTo(error, within(ROUNDING * error));
        assertThat(found.accuracy()).isEqualTo(removals.get(i).accuracy());
      }
    }
    assertThat(swaps(there)).isEqualTo(swaps(here));
    assertThat(there.agreement()).isLessThanOrEqualTo(Pruner.TOLERANCE);
    double error = here.after().error();
    assertThat(there.after().error()).isCloseTo(error, within(ROUNDING * error));
  }

  private static List<String> names(PruneResult result) {
    return result.search().removals().stream().map(r -> r.neuron().toString()).toList();
  }

  private static List<String> swaps(PruneResult result) {
    return result.search().swaps().stream().map(Swap::back).map(Object::toString).toList();
  }
}
