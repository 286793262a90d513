package io.secateur.engine.repair;

import io.secateur.anatomy.Shapes;
import io.secateur.model.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Readers that would be fitted on fewer rows than they have weights for each output. */
public final class Scarcity {
  private Scarcity() {}

  /**
   * What is to be said of the reader with the fewest rows for its features; null if no reader has
   * fewer rows than features.
   *
   * @param shapes of the graph that the readers are of
   * @param samples on which they would be fitted
   */
  public static @Nullable String sentence(List<Reader> readers, Shapes shapes, int samples) {
    return readers.stream()
        .filter(reader -> rows(reader, shapes, samples) < reader.features())
        .min(Comparator.comparingDouble(r -> rows(r, shapes, samples) / r.features()))
        .map(
            reader ->
                String.format(
                    Locale.ROOT,
                    "%s has %,d weights for each output, and %,.0f rows of data to fit them on:"
                        + " least squares wants several times as many, so give more samples, or use"
                        + " --repair mean.",
                    reader.node(),
                    reader.features(),
                    rows(reader, shapes, samples)))
        .orElse(null);
  }

  /** A product's rows, or the places of a convolution, over all samples. */
  private static double rows(Reader reader, Shapes shapes, int samples) {
    double numbers = Tensor.count(shapes.of(reader.node().output()));
    return numbers / reader.outputs() / shapes.samples() * samples;
  }
}
