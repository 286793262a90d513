package io.secateur.spark;

import io.secateur.model.UnusableException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** A running Spark application. */
record Site(SparkSession session, JavaSparkContext spark, Traffic traffic) {
  /** Executors that are there now; this process where there are no others. */
  int executors() {
    return Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1);
  }

  /**
   * Runs a job under a name.
   *
   * @throws UnusableException as a task threw it, or that says which file Spark could not read
   */
  <T> T run(String what, Supplier<T> job) {
    spark.sc().setJobDescription(what);
    try {
      return job.get();
    } catch (Exception e) { // Scala throws what it does not declare
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnusableException unusable) {
          throw unusable;
        }
        if (cause instanceof SparkThrowable known
            && String.valueOf(known.getCondition()).startsWith("FAILED_READ_FILE")) {
          throw unreadable(known.getMessageParameters(), cause);
        }
      }
      throw e;
    } finally {
      spark.sc().setJobDescription(null);
    }
  }

  private static UnusableException unreadable(Map<String, String> parameters, Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new UnusableException(
        "data '"
            + parameters.getOrDefault("path", "?")
            + "' cannot be read: "
            + String.valueOf(root.getMessage()).lines().findFirst().orElse("it is damaged")
            + "; copy or write it again",
        failed);
  }
}
