package io.secateur.criteria;

import io.secateur.engine.SampleOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Brute force among the candidates that are the best by the first order; the others cannot go.
 *
 * @param size how many are measured, or as many as the subject wants where that is more
 */
record Shortlisted(long size) implements Criterion {
  private static final BruteForce MEASURED = new BruteForce();

  /** Measured for those on the list, infinite for the others. */
  @Override
  public double[] scores(Subject subject) {
    int[] places = places(new FirstOrder().scores(subject), subject.wanted());
    double[] found = MEASURED.scores(subject.only(subject.wanted(), places));
    double[] scores = new double[subject.candidates().length];
    Arrays.fill(scores, Double.POSITIVE_INFINITY);
    for (int i = 0; i < places.length; i++) {
      scores[places[i]] = found[i];
    }
    return scores;
  }

  /** Where the lowest estimates are, in order of their places; ties go to the first. */
  private int[] places(double[] estimates, int wanted) {
    return IntStream.range(0, estimates.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> estimates[i])) // what is no number comes last
        .limit(Math.max(size, wanted))
        .mapToInt(i -> i)
        .sorted()
        .toArray();
  }

  @Override
  public double[] measured(Subject subject) {
    return MEASURED.scores(subject);
  }

  @Override
  public SampleOrder samples() {
    return MEASURED.samples();
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public double tie(double error) {
    return MEASURED.tie(error);
  }
}
