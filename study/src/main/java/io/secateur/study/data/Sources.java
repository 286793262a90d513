package io.secateur.study.data;

import io.secateur.model.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where published images and networks lie.
 *
 * @param data a folder with {@code mnist/} and {@code cifar10/}, their files as published; null if
 *     nobody named one
 * @param models a folder with published networks; null likewise
 * @param cache where MNIST's files are downloaded to if they are not in {@code data}
 */
public record Sources(@Nullable Path data, @Nullable Path models, Path cache) {
  /** MNIST's first training images and labels, downloaded once if need be. */
  public Samples mnist(int count, double scale) {
    return Digits.first(mnist(Mnist.TRAIN_IMAGES), mnist(Mnist.TRAIN_LABELS), count, scale);
  }

  /** A file of MNIST, checked if it had to be downloaded. */
  public Path mnist(Mnist file) {
    Path found = find("mnist", file.fileName());
    return found == null ? file.cached(cache) : found;
  }

  private @Nullable Path find(String set, String file) {
    if (data == null) {
      return null;
    }
    for (Path folder : new Path[] {data.resolve(set), data}) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return folder.resolve(file);
      }
    }
    return null;
  }

  /** The images of CIFAR-10's test; null if they are not there. */
  public @Nullable Path cifarTest() {
    return find("cifar10", "test_batch.bin.gz");
  }

  /** A published network; null if it is not there. */
  public @Nullable Path model(String file) {
    Path path = models == null ? null : models.resolve(file);
    return path != null && Files.isRegularFile(path) ? path : null;
  }

  /** The file, if it was found. */
  public static Path require(@Nullable Path path, String needs) {
    if (path == null) {
      throw new UnusableException(needs);
    }
    return path;
  }
}
