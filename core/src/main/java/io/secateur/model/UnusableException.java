package io.secateur.model;

/**
 * A model or data that cannot be used, in one sentence: where, what was expected, what was found,
 * what to do.
 *
 * <p>The user's input is at fault, not this library; a command line ends with exit code 3.
 */
public final class UnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableException(String sentence) {
    super(line(sentence));
  }

  public UnusableException(String sentence, Throwable cause) {
    super(line(sentence), cause);
  }

  /** Names and paths from the user's files may hold line breaks. */
  private static String line(String sentence) {
    return sentence.replaceAll("\\s*\\R\\s*", " ");
  }
}
