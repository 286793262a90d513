package io.secateur.criteria;

import io.secateur.criteria.Activation.How;
import io.secateur.criteria.Magnitude.Norm;
import io.secateur.criteria.Magnitude.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The criteria by the names that {@code --by} knows. */
public final class Criteria {
  /**
   * What some criteria want to know.
   *
   * @param threshold what the second-order criterion does with estimates that are far off
   * @param seed for what is random
   * @param shortcut how brute force is made cheaper
   * @param audit which rankings by a shortcut are held against a whole one: every so many, the
   *     first included; null for every {@value #AUDIT}th
   */
  public record Options(Threshold threshold, long seed, Shortcut shortcut, @Nullable Long audit) {
    /** Without a threshold or a shortcut. */
    public static final Options PLAIN = new Options(Threshold.NONE, 1);

    private static final long AUDIT = 10;

    public Options {
      if (audit != null && shortcut.isExact()) {
        throw new IllegalArgumentException(
            "--audit goes with --confidence, --shortlist or --lazy, whose rankings it checks");
      }
      if (audit != null && audit < 1) {
        throw new IllegalArgumentException("--audit must be at least 1, not " + audit);
      }
    }

    /** Without a shortcut. */
    public Options(Threshold threshold, long seed) {
      this(threshold, seed, new Shortcut.Exact(), null);
    }

    /** Every so many rankings one is held against a whole one; 0 if none is. */
    public long every() {
      return shortcut.isExact() ? 0 : audit == null ? AUDIT : audit;
    }
  }

  /** A word after the name and a colon says how, where there are several ways. */
  private static final Map<String, Function<Options, Criterion>> BY_NAME = new LinkedHashMap<>();

  /** A number after the name and a colon says how many: of draws, orders, or removals. */
  private static final Map<String, BiFunction<Options, Integer, Criterion>> BY_COUNT =
      new LinkedHashMap<>();

  private static final int MOST = 1_000_000;

  /** Orders that are drawn, if nothing else is said. */
  private static final int ORDERS = 16;

  static {
    BY_NAME.put("brute-force", options -> options.shortcut().criterion());
    BY_NAME.put("first-order", options -> new FirstOrder());
    BY_NAME.put("absolute-first-order", options -> new AbsoluteFirstOrder());
    BY_NAME.put("second-order", options -> new SecondOrder(options.threshold()));
    BY_NAME.put("fisher", options -> new Fisher());
    BY_NAME.put("fisher:true", options -> new TrueFisher());
    BY_NAME.put("gauss-newton", options -> new GaussNewton());
    BY_NAME.put("gauss-newton-full", options -> new GaussNewtonFull(GaussNewtonFull.EVERY));
    BY_NAME.put("hessian", options -> new Hessian());
    BY_NAME.put("shapley", options -> new Shapley(ORDERS, options.seed()));
    BY_NAME.put("activation", options -> new Activation(How.MEAN));
    BY_NAME.put("activation:flap", options -> new Activation(How.FLAP));
    BY_NAME.put("activation:zeros", options -> new Activation(How.ZEROS));
    for (Norm norm : List.of(Norm.L2, Norm.L1)) {
      for (Side side : Side.values()) {
        BY_NAME.put(magnitude(norm, side), options -> new Magnitude(norm, side));
      }
    }
    BY_NAME.put("random", options -> new RandomOrder(options.seed()));

    BY_COUNT.put("gauss-newton-full", (options, every) -> new GaussNewtonFull(every));
    BY_COUNT.put("hessian", (options, draws) -> new SampledHessian(draws, options.seed()));
    BY_COUNT.put("shapley", (options, orders) -> new Shapley(orders, options.seed()));
  }

  private Criteria() {}

  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * What the magnitude of some weights is called; {@code magnitude} alone is L2 of ingoing ones.
   */
  static String magnitude(Norm norm, Side side) {
    String suffix = side == Side.INGOING ? "" : "-" + side.name().toLowerCase(Locale.ROOT);
    String how = norm.name().toLowerCase(Locale.ROOT) + suffix;
    return how.equals("l2") ? "magnitude" : "magnitude:" + how;
  }

  /**
   * The criterion of a name.
   *
   * @throws IllegalArgumentException if there is none, or an option is given that it does not take
   */
  public static Criterion of(String name, Options options) {
    Function<Options, Criterion> make = make(name);
    if (options.threshold() != Threshold.NONE && !name.equals("second-order")) {
      throw new IllegalArgumentException("--threshold goes with --by second-order, not " + name);
    }
    if (!options.shortcut().isExact() && !name.equals("brute-force")) {
      throw new IllegalArgumentException(
          "--" + options.shortcut().word() + " goes with --by brute-force, not " + name);
    }
    return make.apply(options);
  }

  private static Function<Options, Criterion> make(String name) {
    Function<Options, Criterion> known = BY_NAME.get(name);
    String[] parts = name.split(":", 2);
    BiFunction<Options, Integer, Criterion> counted = BY_COUNT.get(parts[0]);
    if (known == null && counted != null) {
      int count = count(name, parts[1]);
      return options -> counted.apply(options, count);
    }
    if (known == null) {
      throw new IllegalArgumentException(
          "--by must be one of "
              + String.join(", ", BY_NAME.keySet())
              + ", or with a number "
              + String.join(", ", BY_COUNT.keySet().stream().map(n -> n + ":N").toList())
              + ", not '"
              + name
              + "'");
    }
    return known;
  }

  private static int count(String name, String text) {
    int count;
    try {
      count = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      count = 0;
    }
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "--by "
              + name
              + ": what follows the colon must be a whole number from 1 to "
              + MOST
              + ", not '"
              + text
              + "'");
    }
    return count;
  }
}
