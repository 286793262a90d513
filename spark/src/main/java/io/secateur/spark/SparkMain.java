package io.secateur.spark;

import io.secateur.cli.Main;
import java.util.Arrays;
import java.util.stream.Stream;

/** The command line for {@code spark-submit}, whose master it takes. */
public final class SparkMain {
  private SparkMain() {}

  /** Runs one command, a {@code prune} of it on Spark, and ends the process with its exit code. */
  public static void main(String[] args) {
    Main.main(onSpark(args, System.getProperty("spark.master", "local[*]")));
  }

  static String[] onSpark(String[] args, String master) {
    boolean isAsked = Arrays.asList(args).contains("--spark") || args.length == 0;
    return isAsked || !args[0].equals("prune")
        ? args
        : Stream.concat(Arrays.stream(args), Stream.of("--spark", master)).toArray(String[]::new);
  }
}
