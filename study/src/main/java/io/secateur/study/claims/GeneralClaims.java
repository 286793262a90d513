package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.NUMBER;
import static io.secateur.study.claims.Claim.Unit.POINTS;
import static io.secateur.study.claims.Claim.Unit.SHARE;

import java.util.List;
import java.util.stream.Stream;

/** What the paper says of all its networks, and what its reviewers and authors asked next. */
final class GeneralClaims {
  private static final String ONE = "mnist-1-layer";
  private static final String TWO = "mnist-2-layer";
  private static final List<String> DIGITS =
      List.of("mnist-digit-0", "mnist-digit-1", "mnist-digit-2");
  private static final List<String> SHAPES = List.of("diamond", "random-shape");
  private static final List<String> COSINES = List.of("cosine-10", "cosine-50");
  private static final List<String> DEEPER =
      List.of("deeper-3", "deeper-4", "deeper-6", "deeper-8");

  private GeneralClaims() {}

  static List<Claim> all() {
    return Stream.of(general(), asked()).flatMap(List::stream).toList();
  }

  private static List<Claim> general() {
    List<String> core =
        Stream.of(COSINES, List.of(ONE, TWO), SHAPES, DIGITS).flatMap(List::stream).toList();
    List<String> deep =
        Stream.of(COSINES, List.of(TWO), SHAPES, DEEPER).flatMap(List::stream).toList();
    List<String> single =
        Stream.of(COSINES, List.of(ONE, TWO), SHAPES).flatMap(List::stream).toList();
    return List.of(
        new Claim(
            core,
            "second order is better than first in most steps",
            "4.3.2, 4.6",
            "its error is lower in more than half of the removals",
            "lower in",
            r -> Measures.wins(r.second(), r.first(), 0, 1),
            true,
            0.5,
            SHARE),
        new Claim(
            core,
            "the second-order approximation is a much better estimate of what a removal costs",
            "3.3, figure 1",
            "the median of |estimate − measured| along its own run is at most half of first"
                + " order's",
            "its median over the other's",
            r -> Measures.misjudged(r.second()) / Measures.misjudged(r.first()),
            false,
            0.5,
            NUMBER),
        new Claim(
            deep,
            "brute force takes the deepest layer first",
            "comment in the paper's source",
            "of the first 20 % that go, two thirds or more are of the last hidden layer",
            "of the last layer",
            r -> Measures.deepest(r.bruteForce(), 0.2),
            true,
            2 / 3.0,
            SHARE),
        new Claim(
            single,
            "what is learned is not distributed evenly over the neurons",
            "4.5.4, 5",
            "the cheaper half of the neurons makes up at most 10 % of what all cost, each alone",
            "the cheaper half costs",
            r -> Measures.cheapHalf(r.of("brute-force, single")),
            false,
            0.1,
            SHARE),
        new Claim(
            core,
            "an elite of few neurons carries the network",
            "2.1 and 5, after Mozer and Smolensky",
            "at most a third of the neurons make up nine tenths of what all cost, each alone",
            "the elite is",
            r -> (double) r.roles().elite() / r.roles().measured(),
            false,
            1 / 3.0,
            SHARE),
        new Claim(
            core,
            "the others cancel each other in groups",
            "2.1 and 5, after Mozer and Smolensky",
            "at least half of the neurons outside of the elite are in groups of pairs, without both"
                + " of which the error is at most half of what the cheaper one costs alone",
            "in such groups, for each neuron outside of the elite",
            r -> r.roles().grouped() / Math.max(1.0, r.roles().measured() - r.roles().elite()),
            true,
            0.5,
            NUMBER));
  }

  private static List<Claim> asked() {
    return List.of(
        new Claim(
            List.of("relu"),
            "second order does not work for ReLUs, which have no second derivative",
            "reviews, and the authors' answer",
            "second order is 5 points or more behind brute force with 40 % gone",
            "behind by",
            r -> Measures.lost(r.second(), 0.4) - Measures.lost(r.bruteForce(), 0.4),
            true,
            Measures.MAJOR,
            POINTS),
        new Claim(
            DEEPER,
            "40 % of the neurons can go without major loss, in deeper networks too",
            "5, 6",
            "at most 5 points of accuracy are lost with 40 % gone by brute force",
            "lost",
            r -> Measures.lost(r.bruteForce(), 0.4),
            false,
            Measures.MAJOR,
            POINTS));
  }
}
