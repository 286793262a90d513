package io.secateur.cli;

import io.secateur.engine.Measuring;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much memory measuring may take. */
final class MemoryFlag {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Converters.Bytes.class,
      description =
          "About how much memory samples and activations may take, such as 512m or 4g; what does"
              + " not fit goes through in chunks. Default: three quarters of the JVM's heap.")
  private @Nullable Long memory;

  /** Bytes; null if it was not given. */
  @Nullable Long bytes() {
    return memory;
  }

  Measuring measuring() {
    return memory == null ? Measuring.DEFAULT : Measuring.DEFAULT.with(memory);
  }
}
