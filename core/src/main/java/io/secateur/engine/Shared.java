package io.secateur.engine;

import java.io.Serializable;

/**
 * Something that all who answer need for several questions. It travels to each of them once, this
 * with every question.
 *
 * @param <T> what it is
 */
public interface Shared<T extends Serializable> extends Serializable, AutoCloseable {
  /**
   * The thing itself; the very same to all that answer in one process, while one of them has it.
   */
  T get();

  /** Nobody will ask for it again. */
  @Override
  void close();
}
