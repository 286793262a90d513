package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.engine.errors.ErrorMeasure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Segments in this process, whose questions and answers travel all the same. */
public record LocalSegments(List<Objective> objectives, int hands, List<String> asked)
    implements Segments {

  /** Samples in segments of a size. */
  public static LocalSegments of(
      Network network, Dataset data, ErrorMeasure measure, Measuring how, int size, int hands) {
    List<Objective> objectives =
        IntStream.iterate(0, from -> from < data.size(), from -> from + size)
            .mapToObj(from -> data.slice(from, Math.min(data.size(), from + size)))
            .map(part -> Objective.ofSegment(network, part, measure, how))
            .toList();
    return new LocalSegments(objectives, hands, new ArrayList<>());
  }

  @Override
  public int count() {
    return objectives.size();
  }

  @Override
  public <A extends Serializable> List<List<A>> ask(
      String what, List<? extends Question<A>> questions) {
    asked.add(what);
    List<List<A>> all = new ArrayList<>();
    for (Question<A> question : questions) {
      List<A> answers = new ArrayList<>();
      for (int s = 0; s < count(); s++) {
        answers.add(sent(sent(question).of(objectives.get(s), s)));
      }
      all.add(answers);
    }
    return all;
  }

  @Override
  public <T extends Serializable> Shared<T> share(T value) {
    return new Passed<>(value);
  }

  /** Travels once, whatever it is asked for. */
  private static final class Passed<T extends Serializable> implements Shared<T> {
    private static final Map<Integer, Serializable> ARRIVED = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final int number = COUNT.incrementAndGet();

    Passed(T value) {
      ARRIVED.put(number, sent(value));
    }

    @Override
    @SuppressWarnings("unchecked") // what was put there
    public T get() {
      return (T) Objects.requireNonNull(ARRIVED.get(number), "it is no longer shared");
    }

    @Override
    public void close() {
      ARRIVED.remove(number);
    }
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what was written here
  private static <T> T sent(T thing) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(thing);
      }
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    objectives.forEach(Objective::close);
  }
}
