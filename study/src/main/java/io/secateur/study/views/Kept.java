package io.secateur.study.views;

import io.secateur.report.page.Pairs;
import io.secateur.report.page.Section;
import io.secateur.report.page.Surfaces;
import io.secateur.report.page.Walk;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sections of pages that the views of a network left in its folder. */
public final class Kept {
  private Kept() {}

  /** The network at every stage; empty if that was not made. */
  public static List<Section> walk(Path folder) {
    return present(SectionFile.read(folder.resolve(Stages.SECTION), Walk.class));
  }

  /** Error surfaces; empty likewise. */
  public static List<Section> surfaces(Path folder) {
    return present(SectionFile.read(folder.resolve(ErrorSurfaces.SECTION), Surfaces.class));
  }

  /** Pairs of neurons; empty likewise. */
  public static List<Section> pairs(Path folder) {
    return present(SectionFile.read(folder.resolve(Alliances.SECTION), Pairs.class));
  }

  private static List<Section> present(@Nullable Section section) {
    return section == null ? List.of() : List.of(section);
  }
}
