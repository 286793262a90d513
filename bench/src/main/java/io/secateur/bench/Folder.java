package io.secateur.bench;

import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command puts the files that it makes.
 *
 * @param path the folder
 * @param temporary whether it goes when the command ends
 */
record Folder(Path path, boolean temporary) implements AutoCloseable {
  /** A folder to keep files in, which is made if need be; or a temporary one. */
  static Folder of(@Nullable Path keep) {
    try {
      return keep == null
          ? new Folder(Files.createTempDirectory("secateur-bench"), true)
          : new Folder(Files.createDirectories(keep), false);
    } catch (IOException e) {
      throw new UnusableException("no folder can be made for the files: " + e, e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepest = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepest) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UnusableException("the temporary folder '" + path + "' stays: " + e, e);
    }
  }
}
