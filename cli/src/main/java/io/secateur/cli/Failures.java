package io.secateur.cli;

import io.secateur.model.UnusableException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Exceptions as one sentence on standard error and an exit code. */
final class Failures {
  static final int DONE = 0;
  static final int OUR_FAULT = 1;
  static final int WRONG_USE = 2;
  static final int UNUSABLE = 3;

  /** As shells say it of a process that Ctrl-C ended. */
  static final int INTERRUPTED = 130;

  private static final int SUGGESTIONS = 3;

  private final Secateur secateur;
  private final PrintWriter err;

  Failures(Secateur secateur, PrintWriter err) {
    this.secateur = secateur;
    this.err = err;
  }

  /** The command line is wrong. */
  int wrongUse(Exception e, CommandLine command) {
    say(message(e));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for its use.");
    trace(e);
    return WRONG_USE;
  }

  /** The command line is right, and still it did not work. */
  int failed(Throwable e) {
    int code = code(e);
    say(
        switch (code) {
          case UNUSABLE -> e instanceof OutOfMemoryError ? memory() : message(e);
          default ->
              "this is a fault of ours, not yours ("
                  + e.getClass().getSimpleName()
                  + ": "
                  + message(e)
                  + "); please report it together with what --debug shows";
        });
    trace(e);
    return code;
  }

  private static int code(Throwable e) {
    return e instanceof UnusableException || e instanceof OutOfMemoryError ? UNUSABLE : OUR_FAULT;
  }

  private static String memory() {
    return "the memory does not suffice; give less data with --take, or more memory with"
        + " SECATEUR_JAVA_OPTS=-Xmx8g";
  }

  private static String message(Throwable e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    return e.getMessage() == null ? "no message" : e.getMessage();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String given = e.getUnmatched().get(0);
    List<String> known = e.getSuggestions();
    String near =
        known.stream()
            .limit(SUGGESTIONS)
            .map(s -> "'" + s + "'")
            .collect(Collectors.joining(" or "));
    String what = e.isUnknownOption() ? "option" : "argument";
    return "there is no "
        + what
        + " '"
        + given
        + "'"
        + (near.isEmpty() ? "" : "; did you mean " + near + "?");
  }

  /** One line, whatever the message had. */
  private void say(String message) {
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    boolean ended = line.endsWith(".") || line.endsWith("?");
    err.println("secateur: " + line + (ended ? "" : "."));
  }

  private void trace(Throwable e) {
    if (secateur.debug()) {
      e.printStackTrace(err);
    }
  }
}
