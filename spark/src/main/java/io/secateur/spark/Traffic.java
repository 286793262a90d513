package io.secateur.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/** Counts what a run moved, and through whose hands. */
final class Traffic extends SparkListener {
  private final AtomicLong executors = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong jobs = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong shuffled = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong segments = new AtomicLong();

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    executors.incrementAndGet();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    lost.incrementAndGet();
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    jobs.incrementAndGet();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    tasks.incrementAndGet();
    @Nullable TaskMetrics metrics = end.taskMetrics(); // none of a task that was lost
    if (metrics != null) {
      read.addAndGet(metrics.inputMetrics().bytesRead());
      shuffled.addAndGet(metrics.shuffleReadMetrics().totalBytesRead());
      answered.addAndGet(metrics.resultSize());
    }
  }

  /** Takes note of files that were read past Spark. */
  void read(long bytes) {
    read.addAndGet(bytes);
  }

  void rows(long count, long inSegments) {
    rows.addAndGet(count);
    segments.addAndGet(inSegments);
  }

  /** Takes note of what every executor was sent. */
  void asked(long bytes) {
    asked.addAndGet(bytes);
  }

  /** Executors that were there in the end, and all that was moved. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("executors", Math.max(1, executors.get() - lost.get()));
    report.put("executors_lost", lost.get());
    report.put("rows", rows.get());
    report.put("segments", segments.get());
    report.put("jobs", jobs.get());
    report.put("tasks", tasks.get());
    report.put("bytes_read", read.get());
    report.put("bytes_shuffled", shuffled.get());
    report.put("bytes_asked", asked.get());
    report.put("bytes_answered", answered.get());
    return report;
  }
}
