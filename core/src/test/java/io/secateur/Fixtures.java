package io.secateur;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Networks and data that are too large for the repository. Where their folder is not given, the
 * test is skipped and says so; where it is given but lacks the file, the test fails, so that
 * nothing is ever skipped by a slip.
 */
public final class Fixtures {
  private Fixtures() {}

  /** The file {@code name} of the folder that the environment variable SECATEUR_MODELS names. */
  public static Path model(String name) {
    return find("SECATEUR_MODELS", name);
  }

  /** The file {@code relative} of the folder that the environment variable SECATEUR_DATA names. */
  public static Path data(String relative) {
    return find("SECATEUR_DATA", relative);
  }

  private static Path find(String variable, String file) {
    String folder = System.getenv(variable);
    if (folder == null || folder.isBlank()) {
      return Assumptions.abort(
          "skipped: it reads "
              + file
              + " from the folder named by "
              + variable
              + ", which is not set");
    }
    Path path = Path.of(folder, file);
    if (!Files.exists(path)) {
      throw new AssertionError(variable + " is " + folder + ", but there is no " + file + " in it");
    }
    return path;
  }
}
