package io.secateur.study.views;

import io.secateur.ComparisonPage;
import io.secateur.compare.Comparison;
import java.nio.file.Path;

/** The network on its way from whole to bare, as a section of a page. */
final class Stages implements View {
  static final String SECTION = "walk.section.json";

  @Override
  public String file() {
    return SECTION;
  }

  @Override
  public boolean isOfFirst() {
    return true;
  }

  @Override
  public void make(Sight sight, Path folder) {
    Comparison all = sight.comparison();
    Comparison reranked =
        new Comparison(
            all.error(), all.samples(), all.neurons(), sight.reranked(), all.qualities(), true);
    SectionFile.keep(
        ComparisonPage.walk(
            "What went, and what was left",
            "The network of the first seed, one cell for each neuron. The slider takes them away in"
                + " the order in which they went.",
            sight.objective(),
            sight.data(),
            reranked),
        folder.resolve(SECTION));
  }
}
