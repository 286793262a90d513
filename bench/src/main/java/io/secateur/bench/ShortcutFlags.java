package io.secateur.bench;

import io.secateur.criteria.Shortcut;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A shortcut to run besides, as {@code secateur prune} knows them. */
final class ShortcutFlags {
  @Option(
      names = "--confidence",
      paramLabel = "P",
      description =
          "Run the search with --confidence P besides; print its time, and its regret against the"
              + " exact removals.")
  private @Nullable Double confidence;

  @Option(
      names = "--shortlist",
      paramLabel = "K",
      description = "Or the search with --shortlist K.")
  private @Nullable Long shortlist;

  @Option(names = "--lazy", description = "Or the search with --lazy.")
  private boolean lazy;

  /** The shortcut; throws IllegalArgumentException in the words of the flags. */
  Shortcut shortcut() {
    return Shortcut.of(confidence, shortlist, lazy);
  }

  /** The flags again, for a child. */
  List<String> words() {
    Shortcut shortcut = shortcut();
    if (shortcut.isExact()) {
      return List.of();
    }
    String flag = "--" + shortcut.word();
    return shortcut.value().equals(true)
        ? List.of(flag)
        : List.of(flag, shortcut.value().toString());
  }
}
