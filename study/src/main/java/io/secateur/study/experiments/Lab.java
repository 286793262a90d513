package io.secateur.study.experiments;

import io.secateur.model.UnusableException;
import io.secateur.study.data.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where experiments are made.
 *
 * @param out the folder of all of them
 * @param sources where images and published networks are
 * @param seeds how many networks are trained for an experiment, from seed 1 on
 * @param scale how large experiments are
 * @param say told of progress, a line at a time
 */
public record Lab(Path out, Sources sources, int seeds, Scale scale, Consumer<String> say) {
  /** Throws IllegalArgumentException in the words of the command line. */
  public Lab {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + seeds);
    }
  }

  /** An experiment's folder, made if it is not there. */
  public Path folder(String experiment) {
    return made(out.resolve(experiment));
  }

  /** The folder of an experiment's files of one seed, made if it is not there. */
  public Path folder(String experiment, int seed) {
    return made(out.resolve(experiment).resolve("seed-" + seed));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableException("cannot make the folder '" + folder + "': " + e, e);
    }
  }

  void say(String line) {
    say.accept(line);
  }
}
