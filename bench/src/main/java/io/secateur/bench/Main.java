package io.secateur.bench;

import io.secateur.model.UnusableException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The command line {@code bench/run}. */
public final class Main {
  static final int DONE = 0;
  static final int DIFFERENT = 1;
  static final int WRONG_USE = 2;
  static final int UNUSABLE = 3;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(args, out, err));
  }

  /** Runs one command; gives its exit code. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    int code =
        new CommandLine(new Bench())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err))
            .execute(args);
    out.flush();
    err.flush();
    return code;
  }

  /** One sentence for what the user can mend, a stack trace for what only we can. */
  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof UnusableException || e instanceof IllegalArgumentException) {
      err.println("bench: " + e.getMessage() + ".");
      return e instanceof UnusableException ? UNUSABLE : WRONG_USE;
    }
    e.printStackTrace(err);
    return DIFFERENT;
  }
}
