package io.secateur.cli;

import io.secateur.Backend;
import io.secateur.model.UnusableException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where errors are measured. Spark is not part of this program: it is found where it is there. */
final class SparkFlag {
  private static final String WORD = "spark";

  @Option(
      names = "--" + WORD,
      paramLabel = "MASTER",
      description =
          "Measure with the executors of Apache Spark: local[*], or a master's address such as"
              + " spark://host:7077. DATA is then a folder of .npz or .parquet files, or one of"
              + " them, by a path that the executors see.")
  private @Nullable String master;

  Backend backend() {
    if (master == null) {
      return Backend.here();
    }
    for (Backend.Provider provider : ServiceLoader.load(Backend.Provider.class)) {
      if (provider.word().equals(WORD)) {
        return provider.connect(master);
      }
    }
    throw new UnusableException(
        "--spark needs Spark, which is not on the class path; call ./secateur, which puts it there,"
            + " or spark-submit with secateur-spark's jar");
  }
}
