package io.secateur.engine;

import io.secateur.data.Dataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Segments in this process, whose questions and answers travel all the same. */
record LocalSegments(List<Objective> objectives, int hands, List<String> asked)
    implements Segments {

  /** Samples in segments of a size. */
  static LocalSegments of(
      Network network, Dataset data, ErrorMeasure measure, Measuring how, int size, int hands) {
    List<Objective> objectives =
        IntStream.iterate(0, from -> from < data.size(), from -> from + size)
            .mapToObj(from -> data.slice(from, Math.min(data.size(), from + size)))
            .map(part -> new Objective(network, part, measure, how))
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
