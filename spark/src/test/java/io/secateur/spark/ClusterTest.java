package io.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.secateur.Backend;
import io.secateur.PruneListener;
import io.secateur.PruneOptions;
import io.secateur.Pruner;
import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.data.DataOptions;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Measuring;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.report.PruneResult;
import io.secateur.search.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on a master and two workers take the way of a run in one process. */
class ClusterTest {
  /**
   * Last pre-activations of about 10 in single precision, summed up in another order by another
   * number of threads, and by so much −log p differs; the fast way is held to the naive one as
   * closely.
   */
  static final double ROUNDING = 1e-5;

  @TempDir private static Path folder = Path.of("");
  private static @Nullable Cluster started;
  private static @Nullable Backend connected;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeThat(Runtime.version().feature())
        .as("skipped: Spark 4.2 is made for Java 17 and 21, and was not tried on newer ones")
        .isLessThan(24);
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    System.setProperty("spark.executor.memory", "600m");
    // all of the heap is there from the start: what grows then is native
    System.setProperty("spark.executor.extraJavaOptions", "-Xms600m -XX:+AlwaysPreTouch");
    System.setProperty("spark.executor.cores", "1");
    System.setProperty("spark.executor.extraClassPath", Cluster.classPath());
    started = Cluster.start(folder, 2);
    connected = SparkBackend.connect(cluster().address());
  }

  @AfterAll
  static void stop() throws IOException {
    if (connected != null) {
      connected.close();
    }
    if (started != null) {
      started.close();
    }
  }

  /** A worker has started another for one that was killed before. */
  @BeforeEach
  void awaitExecutors() throws InterruptedException {
    for (int i = 0; told("executors") != 2 && i < 600; i++) {
      Thread.sleep(100);
    }
    assertThat(told("executors")).isEqualTo(2);
  }

  private static long told(String name) {
    Map<String, Object> report = Objects.requireNonNull(connected).report();
    return (Long) Objects.requireNonNull(report.get(name));
  }

  private static Cluster cluster() {
    return Objects.requireNonNull(started);
  }

  /** The application, which cuts samples into segments of this size from now on. */
  private static Backend spark(int segment) {
    SparkSession.active().conf().set(SegmentSource.SIZE, Integer.toString(segment));
    return Objects.requireNonNull(connected);
  }

  private static long reported(PruneResult result, String name) {
    Map<?, ?> report = (Map<?, ?>) Objects.requireNonNull(result.provenance().get("cluster"));
    return (Long) Objects.requireNonNull(report.get(name));
  }

  /** One segment, whose candidates are dealt to the executors, of which one does not live on. */
  @Test
  void aSigmoidNetworkOfOneSegmentTakesTheSameWayThoughAnExecutorIsKilled() {
    Path model = Published.model("ffnnSIGMOID__Point_6x200.onnx");
    Path data = Published.digits(folder.resolve("digits"), 300, 3);
    PruneResult here = prune(options(model, data.resolveSibling("digits.npz"), 6, null));
    assertThat(cluster().executors()).hasSize(2);
    long lost = told("executors_lost");
    PruneResult there =
        run(
            spark(1 << 16),
            options(model, data, 6, null),
            removal -> {
              if (removal.step() == 3) {
                killSoon(cluster().executors().get(0));
              }
            });
    assertSame(there, here, ROUNDING);
    assertThat(reported(there, "executors_lost")).isEqualTo(lost + 1);
    assertThat(reported(there, "rows")).isGreaterThanOrEqualTo(300);
    assertThat(reported(there, "bytes_answered")).isPositive();
  }

  /** When the next ranking is on its way. */
  private static void killSoon(ProcessHandle executor) {
    Executor later = CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);
    later.execute(executor::destroyForcibly);
  }

  /** Several segments of several files, of which the last is in two of them. */
  @ParameterizedTest
  @CsvSource({
    "npz, brute-force, none",
    "parquet, brute-force, least-squares",
    "npz, fisher, mean",
  })
  void aConvolutionalNetworkOfSeveralSegmentsTakesTheSameWay(String kind, String by, String word) {
    Path model = Made.convolutional(folder.resolve("conv.onnx"));
    Path data = Made.images(folder.resolve("images-" + kind), 400);
    Path read = kind.equals("npz") ? data : Made.parquet(data, folder.resolve("table"));
    Path whole = data.resolveSibling(data.getFileName() + ".npz");
    Repair repair = Repair.of(word);
    PruneOptions there = options(model, read, 8, null).toBuilder().by(by).repair(repair).build();
    PruneOptions here = there.toBuilder().data(DataOptions.of(whole.toString())).build();
    PruneResult found = run(spark(128), there, removal -> {});
    assertSame(found, prune(here), ROUNDING);
    assertThat(reported(found, "executors")).isEqualTo(2);
  }

  @Tag("large")
  @ParameterizedTest
  @CsvSource({"none", "least-squares"})
  void anExecutorThatIsKilledChangesNothingAndARunGoesOn(String word) {
    Path model = Made.convolutional(folder.resolve("conv2.onnx"));
    Path data = Made.images(folder.resolve("images2"), 400);
    Backend spark = spark(128);
    PruneOptions once = options(model, data, 8, null).toBuilder().repair(Repair.of(word)).build();
    PruneResult whole = run(spark, once, removal -> {});
    PruneOptions noted = once.toBuilder().run(folder.resolve("run-" + word)).build();
    Consumer<Removal> dying =
        removal -> {
          if (removal.step() == 5) {
            throw new IllegalStateException("the driver is gone");
          }
        };
    assertThatThrownBy(() -> run(spark, noted, dying)).hasMessage("the driver is gone");
    long lost = reported(whole, "executors_lost");
    PruneResult again =
        run(
            spark,
            noted,
            removal -> {
              assertThat(removal.step()).isGreaterThan(5);
              if (removal.step() == 6) {
                killSoon(cluster().executors().get(0));
              }
            });
    assertSame(again, whole, 0);
    assertThat(reported(again, "executors_lost")).isEqualTo(lost + 1);
  }

  @ParameterizedTest
  @CsvSource({"npz", "parquet"})
  void aFileThatCannotBeReadIsToldInASentence(String kind) throws IOException {
    Path model = Made.convolutional(folder.resolve("conv3.onnx"));
    Path shards = Made.images(folder.resolve("images3-" + kind), 200);
    Path data = kind.equals("npz") ? shards : Made.parquet(shards, folder.resolve("table3"));
    Path damaged = last(data, kind);
    Files.write(damaged, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> run(spark(128), options(model, data, 8, null), removal -> {}))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining(damaged.toString())
        .hasMessageNotContaining("\n");
  }

  private static Path last(Path folder, String kind) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith("." + kind))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  @Tag("large")
  @Test
  void nativeMemoryStaysFlatOverAThousandRounds() throws IOException {
    assumeThat(Path.of("/proc/self/status")).as("only Linux tells it so").exists();
    Path model = Made.convolutional(folder.resolve("conv4.onnx"));
    Path data = Made.images(folder.resolve("images4"), 1024);
    Model read = Model.read(model);
    Backend.Samples samples = spark(512).open(DataOptions.of(data.toString()), read.graph());
    try (Workspace work = Workspace.of(read, samples.first(), Repair.NONE);
        ErrorFunction error =
            samples.error(
                work, new CrossEntropy(), Measuring.DEFAULT.with(Measuring.Oracle.RESTART))) {
      Gates open = work.network().anatomy().open();
      double first = rounds(error, open, 200);
      long before = residentKilobytes();
      assertThat(rounds(error, open, 1000)).isEqualTo(first);
      // one segment's inputs, kept each round, would be 70 MB for each executor
      assertThat(residentKilobytes() - before).isLessThan(64_000);
    }
  }

  private static double rounds(ErrorFunction error, Gates gates, int count) {
    double last = 0;
    for (int i = 0; i < count; i++) {
      last = error.ablate(gates, new int[] {i % 3, 7})[1];
    }
    return last;
  }

  /** What all executors have in memory. */
  private static long residentKilobytes() throws IOException {
    long all = 0;
    for (ProcessHandle executor : cluster().executors()) {
      for (String line : Files.readAllLines(Path.of("/proc/" + executor.pid() + "/status"))) {
        all += line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
      }
    }
    return all;
  }

  /** By one command, since it takes minutes (docs/scale.md). */
  @Tag("large")
  @Test
  void aPublishedResidualNetworkTakesTheSameWay() {
    String network = "akamaster_resnet20_bn.onnx";
    Path data = Published.pictures(folder.resolve("pictures"), 256, 4, network);
    PruneOptions there =
        Made.shortlisted(Published.model(network), data, 4, folder.resolve("out.onnx"));
    PruneOptions here =
        Made.shortlisted(
            Published.model(network),
            data.resolveSibling("pictures.npz"),
            4,
            folder.resolve("out.onnx"));
    long begin = System.nanoTime();
    PruneResult found = run(spark(64), there, removal -> {});
    long middle = System.nanoTime();
    PruneResult expected = Pruner.prune(here, new Told(removal -> {}));
    long end = System.nanoTime();
    assertSame(found, expected, ROUNDING);
    Logger.getLogger("scale")
        .info(
            () ->
                String.format(
                    Locale.ROOT,
                    "on Spark %.1f s, in one process %.1f s; %s",
                    (middle - begin) / 1e9,
                    (end - middle) / 1e9,
                    found.provenance().get("cluster")));
  }

  private static PruneResult prune(PruneOptions options) {
    return Pruner.prune(options, new Told(removal -> {}));
  }

  private static PruneResult run(Backend spark, PruneOptions options, Consumer<Removal> each) {
    return Pruner.prune(options, new Told(each), () -> false, spark);
  }

  private static PruneOptions options(Path model, Path data, int neurons, @Nullable Path run) {
    return Made.options(model, data, neurons, folder.resolve("out.onnx"), run);
  }

  private static void assertSame(PruneResult found, PruneResult expected, double relative) {
    List<Removal> removals = found.search().removals();
    assertThat(removals).hasSameSizeAs(expected.search().removals());
    for (int i = 0; i < removals.size(); i++) {
      Removal removal = removals.get(i);
      Removal same = expected.search().removals().get(i);
      assertThat(removal.neuron().toString()).isEqualTo(same.neuron().toString());
      assertThat(removal.error()).isCloseTo(same.error(), within(relative * same.error()));
      assertThat(removal.accuracy()).isEqualTo(same.accuracy());
    }
  }

  private record Told(Consumer<Removal> each) implements PruneListener {
    @Override
    public void says(String sentence) {}

    @Override
    public void starts(int neurons) {}

    @Override
    public void removed(Removal removal, double progress) {
      each.accept(removal);
    }
  }
}
