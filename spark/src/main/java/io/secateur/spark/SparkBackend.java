package io.secateur.spark;

import io.secateur.Backend;
import io.secateur.data.DataOptions;
import io.secateur.model.Graph;
import io.secateur.model.UnusableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Samples and errors with the executors of a Spark application, which ends with this. */
final class SparkBackend implements Backend {
  /** As the launcher starts its own JVM (see there). */
  private static final String FLAGS =
      "--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
          + " -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0";

  private final SparkSession session;
  private final Traffic traffic;
  private final Map<String, Samples> opened = new HashMap<>();

  private SparkBackend(SparkSession session) {
    this.session = session;
    this.traffic = new Traffic();
    session.sparkContext().addSparkListener(traffic);
  }

  /** Starts an application; what Spark's own settings say is left as it is. */
  static SparkBackend connect(String master) {
    SparkConf conf = new SparkConf().setMaster(master).setIfMissing("spark.app.name", "secateur");
    String flags = conf.get("spark.executor.extraJavaOptions", "");
    conf.set("spark.executor.extraJavaOptions", (FLAGS + threads(conf) + " " + flags).strip());
    conf.setIfMissing("spark.executorEnv.OMP_WAIT_POLICY", "passive");
    String malloc = System.getenv("GLIBC_TUNABLES"); // the launcher's
    if (malloc != null) {
      conf.setIfMissing("spark.executorEnv.GLIBC_TUNABLES", malloc);
    }
    // all executors first, or segments would lie with those that came early
    conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    conf.setIfMissing("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (master.startsWith("local")) {
      conf.remove("spark.jars"); // they are on the class path
    }
    try {
      SparkSession session = SparkSession.builder().config(conf).getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
      return new SparkBackend(session);
    } catch (Exception e) { // Scala throws what it does not declare
      throw new UnusableException(
          "--spark '"
              + master
              + "' cannot be reached: "
              + e.getMessage()
              + "; give local[*], or a master's address such as spark://host:7077",
          e);
    }
  }

  /** As many threads for the engine as an executor has cores, where that is known. */
  private static String threads(SparkConf conf) {
    int cores = conf.getInt("spark.executor.cores", 0);
    if (cores > 0) {
      conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(cores));
    }
    return cores == 0
        ? ""
        : " -Djava.util.concurrent.ForkJoinPool.common.parallelism=" + (cores - 1);
  }

  @Override
  public Samples open(DataOptions data, Graph graph) {
    String what =
        data + " for " + graph.inputs() + ", " + session.conf().get(SegmentSource.SIZE, "");
    return opened.computeIfAbsent(what, asked -> SparkSamples.open(site(), data, graph.inputs()));
  }

  private Site site() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    return new Site(session, spark, traffic);
  }

  @Override
  public Map<String, Object> report() {
    return traffic.report();
  }

  @Override
  public void close() {
    session.stop();
  }
}
