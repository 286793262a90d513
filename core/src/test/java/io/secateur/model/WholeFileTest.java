package io.secateur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void aFileIsReplacedWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old and much longer than the new");
    WholeFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void nothingIsLeftOfAFileThatCannotBeWritten() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("a.txt"));
    Files.createFile(taken.resolve("something"));
    for (Path file : List.of(taken, folder.resolve("missing").resolve("a.txt"))) {
      assertThatThrownBy(() -> WholeFile.write(file, "x"))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("cannot write '" + file + "'");
    }
    assertThat(names()).containsExactly("a.txt");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
