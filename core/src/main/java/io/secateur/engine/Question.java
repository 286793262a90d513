package io.secateur.engine;

import java.io.Serializable;

/**
 * Something that is asked of a segment of the samples; it travels to where the segment lies.
 *
 * @param <A> what the answer is, which travels back
 */
@FunctionalInterface
public interface Question<A extends Serializable> extends Serializable {
  /**
   * The answer.
   *
   * @param objective the error on the segment's samples
   * @param segment the segment's number
   */
  A of(Objective objective, int segment);
}
