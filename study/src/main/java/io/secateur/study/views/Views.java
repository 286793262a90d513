package io.secateur.study.views;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All views of a network. */
public final class Views {
  private static final List<View> ALL =
      List.of(new Census(), new Alliances(), new ErrorSurfaces(), new Stages());

  private Views() {}

  /** Whether one of them is not there yet. */
  public static boolean areWanting(Path folder, boolean isFirst) {
    return !wanting(folder, isFirst).isEmpty();
  }

  private static List<View> wanting(Path folder, boolean isFirst) {
    return ALL.stream()
        .filter(v -> isFirst || !v.isOfFirst())
        .filter(v -> !Files.exists(folder.resolve(v.file())))
        .toList();
  }

  /** Makes those that are not there. */
  public static void make(Path folder, boolean isFirst, Sight sight) {
    wanting(folder, isFirst).forEach(view -> view.make(sight, folder));
  }
}
