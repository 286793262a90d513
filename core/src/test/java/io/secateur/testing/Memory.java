package io.secateur.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of this process, for the tests tagged "memory", which have a JVM for themselves. */
public final class Memory {
  public static final long MEGABYTE = 1 << 20;
  private static final long PAGE = 4096;

  private Memory() {}

  /** Bytes in memory once the garbage is collected. */
  public static long resident() {
    System.gc();
    try {
      String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
      return Long.parseLong(pages) * PAGE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most bytes that have been in memory at once since the process started. */
  public static long peak() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10; // in kB
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of the heap that are still in use once the garbage is collected. */
  public static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
