package io.secateur.testing;

import io.secateur.PruneListener;
import io.secateur.PruneOptions;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small network with its data in files, ready to be pruned.
 *
 * @param heard what a listener hears, in words
 */
public record SmallPruning(Path folder, Path model, Path data, Path holdout, List<String> heard) {
  public static final PlainMlp NET = PlainMlp.random(31, Unit.TANH, Unit.LINEAR, 16, 24, 18, 3);
  public static final Samples RANKING = Samples.random(32, 60, 3, 16);
  public static final Samples HOLDOUT = Samples.random(33, 40, 3, 16);

  public static SmallPruning in(Path folder) {
    Path model = folder.resolve("net.onnx");
    NET.model().write(model);
    return new SmallPruning(
        folder,
        model,
        NpzFile.write(folder.resolve("ranking.npz"), RANKING),
        NpzFile.write(folder.resolve("holdout.npz"), HOLDOUT),
        new ArrayList<>());
  }

  /** Another network for the same data, in which no layer has a bias. */
  public static Model unbiased() {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 16)
        .constant("w1", Weights.random(1, 16, 24))
        .constant("w2", Weights.random(2, 24, 18))
        .constant("w3", Weights.random(3, 18, 3))
        .node("MatMul", "a", List.of("x", "w1"))
        .node("Tanh", "b", List.of("a"))
        .node("MatMul", "c", List.of("b", "w2"))
        .node("Tanh", "d", List.of("c"))
        .node("MatMul", "y", List.of("d", "w3"))
        .output("y", ElementType.FLOAT, -1, 3)
        .build();
  }

  public PruneOptions options(String by, Stops stops, Path out, @Nullable Path run) {
    return PruneOptions.builder(model, DataOptions.of(data.toString()), out)
        .holdout(DataOptions.of(holdout.toString()))
        .error("cross-entropy")
        .by(by)
        .how(new Criteria.Options(Threshold.NONE, 7))
        .stops(stops)
        .run(run)
        .build();
  }

  public PruneListener listener() {
    return new PruneListener() {
      @Override
      public void says(String sentence) {
        heard.add("says");
      }

      @Override
      public void starts(int neurons) {
        heard.add("starts " + neurons);
      }

      @Override
      public void removed(Removal removal, double progress) {
        heard.add("removed " + removal.neuron());
      }
    };
  }

  /** The names of the files in a folder. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
