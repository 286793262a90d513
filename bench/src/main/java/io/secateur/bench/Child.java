package io.secateur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command in a fresh JVM with this one's flags: nothing is warm in it, and its memory is its own.
 */
final class Child {
  private Child() {}

  /** Runs a command whose output is this one's; gives its exit code. */
  static int run(List<String> arguments) {
    return end(start(arguments, Redirect.INHERIT));
  }

  /** Runs a command and gives what it printed; the exit code must be 0. */
  static String output(List<String> arguments) {
    Process process = start(arguments, Redirect.PIPE);
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = end(process);
      if (code != 0) {
        throw new IllegalStateException("'" + String.join(" ", arguments) + "' ended with " + code);
      }
      return text.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(List<String> arguments, Redirect output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectOutput(output)
          .redirectError(Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("another JVM could not be started", e);
    }
  }

  private static int end(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
