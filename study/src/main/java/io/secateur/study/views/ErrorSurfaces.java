package io.secateur.study.views;

import io.secateur.compare.Curve;
import io.secateur.compare.Surface;
import io.secateur.model.WholeFile;
import io.secateur.report.SurfaceSheet;
import io.secateur.report.page.Surfaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The paper's error surfaces: of the neuron that goes next, each time that another tenth of all
 * neurons has gone. For each criterion {@code surfaces-CRITERION.csv} with all values, a picture
 * ({@code .svg}), and one section of a page for all.
 */
final class ErrorSurfaces implements View {
  static final String SECTION = "surfaces.section.json";

  private static final int TENTH = 10;

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
    int every = Math.max(1, sight.comparison().neurons() / TENTH);
    List<Surfaces.Run> runs = new ArrayList<>();
    for (Curve curve : sight.reranked()) {
      List<Surface> surfaces = Surface.along(sight.objective(), curve, every, sight.sweep());
      runs.add(Surfaces.Run.of(curve.method().criterionName(), surfaces));
      WholeFile.write(
          folder.resolve("surfaces-" + curve.method().by() + ".csv"), csv(surfaces, sight));
    }
    Surfaces section =
        new Surfaces(
            "Error surfaces",
            String.format(
                Locale.ROOT,
                "The total error against the gain of the neuron that goes next, after every %d"
                    + " removals; measured at %,d gains. At 0 the neuron is gone, at 1 the network is"
                    + " as it is.",
                every,
                sight.sweep().values().length),
            sight.comparison().error(),
            Surfaces.places(sight.sweep().values()),
            runs);
    for (int r = 0; r < runs.size(); r++) {
      String name = sight.reranked().get(r).method().by();
      new SurfaceSheet(section, r).write(folder.resolve("surfaces-" + name + ".svg"));
    }
    SectionFile.keep(section, folder.resolve(SECTION));
  }

  /** A row for each gain, a column for each neuron. */
  private static String csv(List<Surface> surfaces, Sight sight) {
    StringBuilder csv = new StringBuilder("alpha");
    surfaces.forEach(s -> csv.append(',').append(s.neuron()).append(" after ").append(s.removed()));
    csv.append('\n');
    double[] values = sight.sweep().values();
    for (int i = 0; i < values.length; i++) {
      int place = i;
      csv.append(String.format(Locale.ROOT, "%.5g,", values[i]));
      csv.append(
          surfaces.stream()
              .map(s -> String.format(Locale.ROOT, "%.7g", s.errors()[place]))
              .collect(Collectors.joining(",", "", "\n")));
    }
    return csv.toString();
  }
}
