package io.secateur.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** What standard error leads to. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether it is a terminal. Java cannot tell: its console speaks of standard input and output
   * only, and from JDK 22 on is there in any case; so the system is asked.
   */
  static boolean isStandardError() {
    try {
      return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor()
          == 0;
    } catch (IOException e) { // no such command, as on Windows
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
