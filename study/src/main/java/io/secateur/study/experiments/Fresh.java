package io.secateur.study.experiments;

import io.secateur.model.UnusableException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh JVM with this one's flags and classes, in which nothing is warm, and whose memory is its
 * own.
 */
final class Fresh {
  private Fresh() {}

  /**
   * Runs a class's main method to its end.
   *
   * @throws UnusableException if it fails; what it says goes where this program's errors go
   */
  static void run(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      int code = await(process);
      if (code != 0) {
        throw new UnusableException(
            "a process of its own for '" + String.join(" ", arguments) + "' ended with " + code);
      }
    } catch (IOException e) {
      throw new UnusableException("another JVM could not be started: " + e, e);
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new UnusableException("interrupted while another process ran", e);
    }
  }
}
