package io.secateur.spark;

import io.secateur.engine.Question;
import io.secateur.engine.Segments;
import io.secateur.engine.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/** Segments with a Spark application's executors: a round of questions is a job. */
final class SparkSegments implements Segments {
  private final Site site;
  private final JavaRDD<Rows> segments; // one a partition
  private final int count;
  private final String id;
  private final Broadcast<Setup> setup;

  SparkSegments(Site site, JavaRDD<Rows> segments, Setup setup) {
    this.site = site;
    this.segments = segments;
    this.count = segments.getNumPartitions();
    this.id = setup.id();
    this.setup = site.spark().broadcast(setup);
    site.traffic().asked((long) setup.model().length * site.executors());
  }

  @Override
  public int count() {
    return count;
  }

  /** An executor answers one question at a time. */
  @Override
  public int hands() {
    return site.executors();
  }

  @Override
  public <A extends Serializable> List<List<A>> ask(
      String what, List<? extends Question<A>> questions) {
    site.traffic().asked(size(questions) * site.executors());
    JavaRDD<A> job =
        repeated(questions.size())
            .mapPartitionsWithIndex(new Answering<>(setup, count, List.copyOf(questions)), false);
    List<A> answers = site.run(what, job::collect);
    List<List<A>> all = new ArrayList<>();
    for (int q = 0; q < questions.size(); q++) {
      all.add(answers.subList(q * count, (q + 1) * count));
    }
    return all;
  }

  @Override
  public <T extends Serializable> Shared<T> share(T value) {
    site.traffic().asked(size(value) * site.executors());
    return new Sent<>(site.spark().broadcast(value));
  }

  /** Executors fetch it from each other, each when it is first asked for there. */
  private record Sent<T extends Serializable>(Broadcast<T> broadcast) implements Shared<T> {
    @Override
    public T get() {
      return broadcast.value();
    }

    @Override
    public void close() {
      broadcast.destroy();
    }
  }

  @SuppressWarnings("unchecked") // an array of what it is made of
  private JavaRDD<Rows> repeated(int times) {
    return times == 1
        ? segments
        : site.spark().union(Collections.nCopies(times, segments).toArray(JavaRDD[]::new));
  }

  /** Each question is asked of all segments, one after the other. */
  private record Answering<A extends Serializable>(
      Broadcast<Setup> setup, int count, List<? extends Question<A>> questions)
      implements Function2<Integer, Iterator<Rows>, Iterator<A>> {
    @Override
    public Iterator<A> call(Integer partition, Iterator<Rows> rows) {
      Question<A> question = questions.get(partition / count);
      Reading reading = new Reading(rows);
      A answer = Workplace.answer(setup.value(), partition % count, reading, question);
      if (!reading.begun) { // Spark counts what it has only opened
        TaskContext.get().taskMetrics().inputMetrics().setBytesRead(0);
      }
      return Collections.singleton(answer).iterator();
    }
  }

  /** Rows of which it is known whether somebody wanted them. */
  private static final class Reading implements Iterator<Rows> {
    private final Iterator<Rows> rows;
    private boolean begun;

    Reading(Iterator<Rows> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Rows next() {
      begun = true;
      return rows.next();
    }
  }

  private static long size(Object questions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(questions);
    } catch (IOException e) {
      throw new IllegalStateException("questions can be sent", e);
    }
    return bytes.size();
  }

  @Override
  public void close() {
    setup.destroy();
    Workplace.forget(id); // executors end with the application
  }
}
