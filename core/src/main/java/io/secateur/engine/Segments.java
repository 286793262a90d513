package io.secateur.engine;

import java.io.Serializable;
import java.util.List;

/**
 * Samples that were cut into segments, each with an {@link Objective} of its own, wherever that is:
 * in this process or in others.
 */
public interface Segments extends AutoCloseable {
  /** How many segments there are. */
  int count();

  /** How many questions can be answered side by side. */
  int hands();

  /**
   * Puts some questions to every segment.
   *
   * @param what is asked, for people
   * @return for each question, its answers in the order of the segments
   */
  <A extends Serializable> List<List<A>> ask(String what, List<? extends Question<A>> questions);

  /** Makes something known to all that answer. */
  <T extends Serializable> Shared<T> share(T value);

  @Override
  void close();
}
