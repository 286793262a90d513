package io.secateur.bench.cases;

import io.secateur.model.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where published images and networks lie.
 *
 * @param mnist the folder of MNIST's four files, or at least its training images and labels; null
 *     where nobody named it, and so on
 * @param cifar the folder of CIFAR-10's binary files
 * @param models the folder of published networks
 */
public record Sources(@Nullable Path mnist, @Nullable Path cifar, @Nullable Path models) {
  Path mnist(String file) {
    return find(mnist, file, "--mnist", "SECATEUR_DATA");
  }

  Path cifar(String file) {
    return find(cifar, file, "--cifar", "SECATEUR_DATA");
  }

  Path models(String file) {
    return find(models, file, "--models", "SECATEUR_MODELS");
  }

  private static Path find(@Nullable Path folder, String file, String flag, String variable) {
    Path found = folder == null ? null : folder.resolve(file);
    if (found == null || !Files.isRegularFile(found)) {
      throw new UnusableException(
          "this case needs the file '"
              + file
              + "', and "
              + (folder == null ? "no folder is named" : "it is not in '" + folder + "'")
              + "; name its folder with "
              + flag
              + ", or set "
              + variable);
    }
    return found;
  }
}
