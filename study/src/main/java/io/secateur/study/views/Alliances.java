package io.secateur.study.views;

import io.secateur.ComparisonPage;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Csv;
import io.secateur.compare.Pairs;
import io.secateur.compare.Roles;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What the neurons of the trained network cost two by two: {@code pairs.csv}, a section for a page,
 * and {@code roles.csv}, which {@link RoleCounts} reads.
 */
final class Alliances implements View {
  static final String SECTION = "pairs.section.json";

  /** Which neurons, where not all are measured. */
  private static final long SEED = 1;

  @Override
  public String file() {
    return RoleCounts.FILE;
  }

  @Override
  public boolean isOfFirst() {
    return false;
  }

  @Override
  public void make(Sight sight, Path folder) {
    Gates open = sight.network().anatomy().open();
    int[] some = Pairs.draw(open, sight.paired(), SEED);
    Pairs pairs =
        Objects.requireNonNull(
            Pairs.of(sight.objective(), open, some, share -> {}, () -> false), "uninterrupted");
    Roles roles = Roles.of(pairs);
    Csv.pairs(pairs, folder.resolve("pairs.csv"));
    String title =
        some.length < open.size()
            ? "Neurons that depend on each other, " + some.length + " drawn of " + open.size()
            : "Neurons that depend on each other";
    SectionFile.keep(ComparisonPage.pairs(title, pairs, roles), folder.resolve(SECTION));
    Gates gone = open;
    for (Neuron neuron : roles.groups().stream().findFirst().orElse(List.of())) {
      gone = sight.objective().close(gone, neuron.id());
    }
    double together = sight.objective().evaluate(gone).error() - pairs.error();
    RoleCounts.of(pairs, roles, open.size(), together).keep(folder);
  }
}
