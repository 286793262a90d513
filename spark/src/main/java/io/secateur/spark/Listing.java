package io.secateur.spark;

import io.secateur.model.UnusableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a data set, in the order of their names.
 *
 * @param source as it was given
 * @param paths with their file system
 */
record Listing(String source, List<String> paths) {
  private static final String PARQUET = ".parquet";
  private static final String NPZ = ".npz";

  /**
   * A file, or the files of a folder; those whose names begin with a dot or an underscore are none.
   *
   * @throws UnusableException if there are none, or not all are of one kind
   */
  static Listing of(Configuration hadoop, String source) {
    List<String> paths = new ArrayList<>();
    try {
      Path path = new Path(source);
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(path)) {
        throw new UnusableException(
            "data '"
                + source
                + "' does not exist where Spark looks for it; give a path that the"
                + " driver and all executors see");
      }
      add(files, files.getFileStatus(path), paths);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableException("data '" + source + "' cannot be listed: " + e.getMessage(), e);
    }
    paths.sort(Comparator.naturalOrder());
    boolean isUniform =
        paths.stream().allMatch(p -> p.endsWith(PARQUET))
            || paths.stream().allMatch(p -> p.endsWith(NPZ));
    if (paths.isEmpty() || !isUniform) {
      throw new UnusableException(
          "data '"
              + source
              + "' holds "
              + (paths.isEmpty() ? "no files" : "files such as '" + name(paths.get(0)) + "'")
              + ", where .npz files or .parquet files, all of one kind, were expected; write it"
              + " so");
    }
    return new Listing(source, List.copyOf(paths));
  }

  private static void add(FileSystem files, FileStatus status, List<String> paths)
      throws IOException {
    if (status.isFile()) {
      paths.add(status.getPath().toUri().toString());
      return;
    }
    for (FileStatus inside : files.listStatus(status.getPath())) {
      String name = inside.getPath().getName();
      if (!name.startsWith(".") && !name.startsWith("_")) {
        add(files, inside, paths);
      }
    }
  }

  boolean isParquet() {
    return paths.get(0).endsWith(PARQUET);
  }

  private static String name(String path) {
    return new Path(path).getName();
  }
}
