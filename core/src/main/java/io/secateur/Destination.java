package io.secateur;

import io.secateur.data.DataOptions;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out before the long work whether its results can be written. */
public final class Destination {
  private Destination() {}

  /** Throws an UnusableException if not. */
  public static void check(PruneOptions options) {
    checkFile(options.out(), options.model(), options.data());
    if (options.run() != null) {
      checkFolder(options.run());
    }
  }

  /** The same of the page beside what pruning writes. */
  public static void checkReport(Path report, PruneOptions options) {
    checkFile(report, options.model(), options.data());
    require(
        !report.toAbsolutePath().normalize().equals(options.out().toAbsolutePath().normalize()),
        report,
        "it is the model that -o writes; give another name");
  }

  /** Throws an UnusableException if a file cannot be written, or is what is read. */
  public static void checkFile(Path out, Path model, DataOptions data) {
    require(!Files.isDirectory(out), out, "it is a folder; give a file's name");
    require(
        !Files.exists(out) || Files.isRegularFile(out), out, "it is not a file; give another name");
    require(!isSame(out, model), out, "it is the model itself; give another name");
    for (String part : data.source().split(",", -1)) {
      require(!isSame(out, Path.of(part.strip())), out, "it is the data; give another name");
    }
    requireWritable(out, parent(out));
  }

  /** Throws an UnusableException if nothing can be written into a folder, or it cannot be made. */
  public static void checkFolder(Path run) {
    require(!Files.exists(run) || Files.isDirectory(run), run, "it is not a folder");
    Path nearest = run.toAbsolutePath();
    while (nearest != null && !Files.exists(nearest)) { // folders on the way are made
      nearest = nearest.getParent();
    }
    requireWritable(run, nearest);
  }

  private static @Nullable Path parent(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /** Permissions are not the whole truth (a file system may be full, or read-only), so it tries. */
  private static void requireWritable(Path target, @Nullable Path folder) {
    require(
        folder != null && Files.isDirectory(folder),
        target,
        "its folder does not exist; create it first");
    try {
      Files.delete(Files.createTempFile(folder, ".secateur", ".part"));
    } catch (IOException e) {
      throw new UnusableException(
          "cannot write '" + target + "': nothing can be written to '" + folder + "'", e);
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // reading the other will say what is wrong with it
    }
  }

  private static void require(boolean right, Path target, String sentence) {
    if (!right) {
      throw new UnusableException("cannot write '" + target + "': " + sentence);
    }
  }
}
