package io.secateur.runtime;

import java.util.regex.Pattern;

/** What ONNX Runtime says went wrong, without what only its makers can read. */
final class Complaint {
  private static final int LONGEST = 300;

  /** {@code Error code - ORT_FAIL - message: }. */
  private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");

  /** A place in its source, perhaps with the function's signature. */
  private static final Pattern SOURCE =
      Pattern.compile("\\S+\\.(?:h|cc|cpp):\\d+ (?:[^()]*::[^()]*\\([^()]*\\) )?");

  /** Advice of its own, which would stand before ours. */
  private static final Pattern ADVICE =
      Pattern.compile(" Please fix either the inputs/outputs or the model\\.");

  private Complaint() {}

  /** One line of at most some 300 characters, without the full stop. */
  static String of(Throwable thrown) {
    String said = String.valueOf(thrown.getMessage());
    String line = CODE.matcher(said).replaceFirst("").replaceAll("\\s+", " ").strip();
    line = ADVICE.matcher(SOURCE.matcher(line).replaceAll("")).replaceAll("");
    if (line.length() > LONGEST) {
      int space = line.lastIndexOf(' ', LONGEST);
      line = line.substring(0, space < 0 ? LONGEST : space) + " ...";
    }
    return line.endsWith(".") && !line.endsWith("...")
        ? line.substring(0, line.length() - 1)
        : line;
  }
}
