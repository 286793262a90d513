package io.secateur.cli;

import java.util.function.Supplier;

/** Tells a wrong command line from a fault of ours: both speak through the same exception. */
final class Usage {
  private Usage() {}

  /** What the library said against flags. */
  static final class WrongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WrongException(IllegalArgumentException e) {
      super(e.getMessage(), e);
    }
  }

  /** Options made from flags; what the library says against them is said of the command line. */
  static <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw new WrongException(e);
    }
  }
}
