package io.secateur.study;

import java.nio.file.Path;
import java.util.function.Consumer;

/** The experiments by name, for a command line. */
public final class Studies {
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
}
