package io.secateur.bench;

import io.secateur.bench.cases.Sources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where published images and networks lie; environment variables say so where no flag does. */
final class SourceFlags {
  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "The folder of MNIST's IDX files; default $$SECATEUR_DATA/mnist.")
  private @Nullable Path mnist;

  @Option(
      names = "--cifar",
      paramLabel = "DIR",
      description = "The folder of CIFAR-10's binary files; default $$SECATEUR_DATA/cifar10.")
  private @Nullable Path cifar;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "The folder of published networks; default $$SECATEUR_MODELS.")
  private @Nullable Path models;

  Sources sources() {
    return new Sources(
        mnist == null ? named("SECATEUR_DATA", "mnist") : mnist,
        cifar == null ? named("SECATEUR_DATA", "cifar10") : cifar,
        models == null ? named("SECATEUR_MODELS", "") : models);
  }

  private static @Nullable Path named(String variable, String folder) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? null : Path.of(value, folder);
  }
}
