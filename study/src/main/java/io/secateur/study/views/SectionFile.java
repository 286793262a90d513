package io.secateur.study.views;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import io.secateur.report.page.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A section of a page as a file of its own, so that what was dear to measure is kept. */
final class SectionFile {
  /** Who reads one knows its kind. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  private interface Untyped {}

  private static final ObjectMapper MAPPER =
      new ObjectMapper().addMixIn(Section.class, Untyped.class);

  private SectionFile() {}

  static void keep(Section section, Path file) {
    try {
      WholeFile.write(file, MAPPER.writeValueAsBytes(section));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a section of a page is no JSON", e);
    }
  }

  /** The section that a file has; null if there is none. */
  static <T extends Section> @Nullable T read(Path file, Class<T> kind) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return MAPPER.readValue(Files.readAllBytes(file), kind);
    } catch (IOException e) {
      throw new UnusableException(
          "'"
              + file
              + "' was expected to hold a part of a page, and cannot be read; remove it: "
              + e.getMessage(),
          e);
    }
  }
}
