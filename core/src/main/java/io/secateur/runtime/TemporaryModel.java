package io.secateur.runtime;

import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A model in a folder of its own, with its external data, for as long as it is open. */
final class TemporaryModel implements AutoCloseable {
  private final Path folder;

  TemporaryModel(Model model) {
    try {
      folder = Files.createTempDirectory("secateur-");
    } catch (IOException e) {
      throw new UnusableException(
          "no temporary folder can be made in '"
              + System.getProperty("java.io.tmpdir")
              + "': "
              + e.getMessage()
              + "; name one that can be written with -Djava.io.tmpdir",
          e);
    }
    try {
      model.write(file());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Path file() {
    return folder.resolve("model.onnx");
  }

  @Override
  public void close() {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.sorted(Comparator.reverseOrder()).forEach(paths::add);
      for (Path path : paths) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // what was found out with the model stands; the files have one more chance, the folder last
      folder.toFile().deleteOnExit();
      paths.forEach(p -> p.toFile().deleteOnExit());
    }
  }
}
