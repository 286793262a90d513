package io.secateur.bench.cases;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A network and data that something is claimed about. */
public interface Case {
  /** Its word on the command line. */
  String name();

  /** For people: what it is. */
  String title();

  /** How many neurons go: 0 for one full ranking, {@link Integer#MAX_VALUE} for all. */
  int removals();

  /** Whether the naive way should be run to its end. */
  boolean whole();

  /**
   * Makes its files.
   *
   * @param folder where to write what is made
   * @param say told of progress
   * @throws io.secateur.model.UnusableException if a file that it needs is not there
   */
  Problem make(Sources sources, Path folder, Consumer<String> say);
}
