package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which candidates are likely, by samples that are drawn from all segments. */
final class DrawnSegments {
  private final Segments segments;
  private final Telling telling;
  private final long seed;
  private final int[] begins;
  private @Nullable Draws draws;

  /**
   * @param begins the number of each segment's first sample, and at the end how many there are
   */
  DrawnSegments(Segments segments, Telling telling, long seed, int... begins) {
    this.segments = segments;
    this.telling = telling;
    this.seed = seed;
    this.begins = begins;
  }

  int[] likely(Gates gates, int[] candidates, int wanted, double confidence) {
    if (PairedBounds.looks(begins[begins.length - 1]) == 0) {
      return IntStream.range(0, candidates.length).toArray();
    }
    if (draws == null) {
      double[] errors =
          ask("the error of each sample", new Questions.Errors()).stream()
              .flatMapToDouble(Arrays::stream)
              .toArray();
      draws = Draws.of(errors, new Random(seed));
    }
    Draws drawn = draws;
    return Race.likely(
        new PairedBounds(candidates.length, wanted, confidence, drawn),
        drawn.size(),
        wanted,
        (left, from, to) ->
            bySample(
                gates,
                Places.pick(candidates, left),
                Arrays.copyOfRange(drawn.order(), from * Ablation.LOOK, to * Ablation.LOOK)));
  }

  /** The errors of some samples (candidates, samples); nothing where they cannot be told apart. */
  private double[][] bySample(Gates gates, int[] candidates, int[] samples) {
    int[][] seats = new int[samples.length][]; // segment, place among those of it
    List<List<Integer>> places = new ArrayList<>();
    for (int s = 0; s < segments.count(); s++) {
      places.add(new ArrayList<>());
    }
    for (int i = 0; i < samples.length; i++) {
      int found = Arrays.binarySearch(begins, samples[i]);
      int segment = found >= 0 ? found : -found - 2;
      seats[i] = new int[] {segment, places.get(segment).size()};
      places.get(segment).add(samples[i] - begins[segment]);
    }
    int[][] asked =
        places.stream()
            .map(p -> p.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    List<double[][]> found =
        ask(
            Rounds.title(gates)
                + ": "
                + Rounds.count(candidates)
                + " on "
                + samples.length
                + " samples",
            new Questions.Drawn(telling.state(gates, candidates), candidates, asked));
    if (found.stream().anyMatch(rows -> rows.length < candidates.length)) {
      return new double[0][];
    }
    double[][] errors = new double[candidates.length][samples.length];
    for (int k = 0; k < candidates.length; k++) {
      for (int i = 0; i < samples.length; i++) {
        errors[k][i] = found.get(seats[i][0])[k][seats[i][1]];
      }
    }
    return errors;
  }

  private <A extends Serializable> List<A> ask(String what, Question<A> question) {
    return segments.ask(what, List.of(question)).get(0);
  }
}
