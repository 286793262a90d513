package io.secateur.cli;

import io.secateur.search.Scope;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which layers are meant. */
final class ScopeFlags {
  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "Only neurons of layers that match, by the names of all nodes that make them: fc1, or"
              + " '/layer1/*', with * and ?. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--except",
      paramLabel = "PATTERN",
      description =
          "No neurons that a matching node makes, alone or with others, as in a residual stream."
              + " May be repeated.")
  private List<String> except = new ArrayList<>();

  /** The scope; an IllegalArgumentException says what is wrong with the flags. */
  Scope scope() {
    return new Scope(only, except);
  }
}
