package io.secateur.criteria;

import org.jspecify.annotations.Nullable;

/** How brute force is made cheaper, if at all. */
public sealed interface Shortcut {
  /** Whether there is none. */
  default boolean isExact() {
    return false;
  }

  /** How many neurons it can say something about at most. */
  default long most() {
    return Long.MAX_VALUE;
  }

  /** The flag that asks for it, without its dashes; for {@code Exact} there is none. */
  String word();

  /** What the flag is given; true where it takes nothing. */
  Object value();

  /** The criterion that works so; one that remembers knows nothing yet. */
  Criterion criterion();

  /**
   * The one that is asked for.
   *
   * @throws IllegalArgumentException in the words of the flags, if it is more than one
   */
  static Shortcut of(@Nullable Double confidence, @Nullable Long shortlist, boolean lazy) {
    if ((confidence == null ? 0 : 1) + (shortlist == null ? 0 : 1) + (lazy ? 1 : 0) > 1) {
      throw new IllegalArgumentException(
          "--confidence, --shortlist and --lazy exclude each other: give one of them");
    }
    if (confidence != null) {
      return new Confidence(confidence);
    }
    return shortlist != null ? new Shortlist(shortlist) : lazy ? new Lazy() : new Exact();
  }

  /** None: every score that matters is measured. */
  record Exact() implements Shortcut {
    @Override
    public boolean isExact() {
      return true;
    }

    @Override
    public String word() {
      return "exact";
    }

    @Override
    public Object value() {
      return true;
    }

    @Override
    public Criterion criterion() {
      return new BruteForce();
    }
  }

  /**
   * A candidate is dropped once a part of the samples makes it unlikely that it is the best.
   *
   * @param level how sure that must be, between 0 and 1
   */
  record Confidence(double level) implements Shortcut {
    public Confidence {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "--confidence must be more than 0 and less than 1, such as 0.99, not " + level);
      }
    }

    @Override
    public String word() {
      return "confidence";
    }

    @Override
    public Object value() {
      return level;
    }

    @Override
    public Criterion criterion() {
      return new Confident(level);
    }
  }

  /**
   * Only the best by the first order are measured.
   *
   * @param size how many
   */
  record Shortlist(long size) implements Shortcut {
    public Shortlist {
      if (size < 1) {
        throw new IllegalArgumentException("--shortlist must be at least 1, not " + size);
      }
    }

    @Override
    public long most() {
      return size;
    }

    @Override
    public String word() {
      return "shortlist";
    }

    @Override
    public Object value() {
      return size;
    }

    @Override
    public Criterion criterion() {
      return new Shortlisted(size);
    }
  }

  /** What was measured before orders a queue, and only its front is measured again. */
  record Lazy() implements Shortcut {
    @Override
    public String word() {
      return "lazy";
    }

    @Override
    public Object value() {
      return true;
    }

    @Override
    public Criterion criterion() {
      return new LazyGreedy();
    }
  }
}
