package io.secateur.bench;

import io.secateur.engine.kernels.Kernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a time was measured on; without it a time says nothing. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path STATUS = Path.of("/proc/self/status");

  private Machine() {}

  /** {@code 8 cores, Intel(R) ...; vectors of 16 floats; OpenJDK ... 17.0.15+6}. */
  static String words() {
    int cores = Runtime.getRuntime().availableProcessors();
    return (cores == 1 ? "1 core, " : cores + " cores, ")
        + field(PROCESSORS, "model name", System.getProperty("os.arch", "unknown"))
        + "; "
        + Kernels.best().description()
        + "; "
        + System.getProperty("java.vm.name")
        + " "
        + Runtime.version();
  }

  /** {@code 0.4}, how many cores were busy during the last minute; a phrase where nobody knows. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }

  /** The most memory that this process ever held, in bytes; 0 where the system does not tell. */
  static long peak() {
    String kilobytes = field(STATUS, "VmHWM", "0 kB").replaceAll("[^0-9]", "");
    return 1024 * Long.parseLong(kilobytes);
  }

  /** What stands behind a name and a colon, where the system has such a file. */
  private static String field(Path file, String name, String otherwise) {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
