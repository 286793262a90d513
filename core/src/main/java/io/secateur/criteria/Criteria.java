package io.secateur.criteria;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The criteria by the names that {@code --by} knows. */
public final class Criteria {
  /**
   * What some criteria want to know.
   *
   * @param threshold what the second-order criterion does with estimates that are far off
   * @param seed for what is random
   */
  public record Options(Threshold threshold, long seed) {}

  private static final Map<String, Function<Options, Criterion>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("brute-force", options -> new BruteForce());
    BY_NAME.put("first-order", options -> new FirstOrder());
    BY_NAME.put("second-order", options -> new SecondOrder(options.threshold()));
    BY_NAME.put("magnitude", options -> new Magnitude());
    BY_NAME.put("random", options -> new RandomOrder(options.seed()));
  }

  private Criteria() {}

  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The criterion of a name.
   *
   * @throws IllegalArgumentException if there is none, or an option is given that it does not take
   */
  public static Criterion of(String name, Options options) {
    Function<Options, Criterion> make = BY_NAME.get(name);
    if (make == null) {
      throw new IllegalArgumentException(
          "--by must be one of " + String.join(", ", BY_NAME.keySet()) + ", not '" + name + "'");
    }
    if (options.threshold() != Threshold.NONE && !name.equals("second-order")) {
      throw new IllegalArgumentException("--threshold goes with --by second-order, not " + name);
    }
    return make.apply(options);
  }
}
