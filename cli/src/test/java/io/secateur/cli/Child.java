package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** A command in a process of its own, which can be hurt. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path out;
  private final Path err;

  /** Starts it with this process's JVM, classes and flags, in a folder that is its own. */
  Child(Path folder, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // the same kernels, or the last digits differ
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-modules") || flag.startsWith("--enable-native"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    out = folder.resolve("out.txt");
    err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    String classes = System.getProperty("surefire.test.class.path");
    if (classes != null) { // too long for a command line, perhaps
      builder.environment().putAll(Map.of("CLASSPATH", classes));
      int flag = command.indexOf("-cp");
      command.subList(flag, flag + 2).clear();
    }
    try {
      process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something is so while the command still runs. */
  void await(String what, BooleanSupplier isSo) {
    long start = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      assertThat(process.isAlive()).as("it ended before %s: %s", what, err()).isTrue();
      assertThat(System.nanoTime() - start)
          .as("waiting until %s: %s", what, err())
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      sleep();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What kill -9 does; skips the test where a process cannot be killed so. */
  void kill() {
    Assumptions.assumeTrue(
        !System.getProperty("os.name").startsWith("Windows"), "skipped: there is no kill -9 here");
    process.destroyForcibly();
  }

  /** Its exit code. */
  int end() {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(err()).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  /** How many lines a file has that may not be there yet. */
  static long lines(Path file) {
    return Files.exists(file) ? text(file).lines().count() : 0;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A shell that sends Ctrl-C's signal, without a process to start first. */
  static final class Keyboard implements AutoCloseable {
    private final Process shell;

    /** Skips the test where there is no such shell, or signals of this kind are ignored. */
    Keyboard() {
      Assumptions.assumeTrue(
          !System.getProperty("os.name").startsWith("Windows"), "skipped: there is no SIGINT here");
      try {
        int deaf = new ProcessBuilder("sh", "-c", "kill -INT $$; exit 0").start().waitFor();
        Assumptions.assumeTrue(
            deaf != 0, "skipped: SIGINT is ignored, as in a background job of a shell");
        shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void ctrlC(Child child) {
      type("kill -INT " + child.process.pid());
    }

    void ctrlCTwice(Child child) {
      String kill = "kill -INT " + child.process.pid();
      type(kill + "; sleep 0.05; " + kill);
    }

    private void type(String line) {
      try {
        OutputStream keys = shell.getOutputStream();
        keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      shell.destroyForcibly();
    }
  }
}
