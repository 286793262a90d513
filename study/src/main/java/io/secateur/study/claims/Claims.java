package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.NUMBER;
import static io.secateur.study.claims.Claim.Unit.POINTS;
import static io.secateur.study.claims.Claim.Unit.SHARE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paper's statements, and their tests on what was made. */
public final class Claims {
  private static final String ONE = "mnist-1-layer";
  private static final String TWO = "mnist-2-layer";
  private static final List<String> DIGITS =
      List.of("mnist-digit-0", "mnist-digit-1", "mnist-digit-2");
  private static final List<String> SHAPES = List.of("diamond", "random-shape");
  private static final List<String> COSINES = List.of("cosine-10", "cosine-50");

  private Claims() {}

  private static Stream<Claim> all() {
    return Stream.of(cosine(), oneLayer(), twoLayers(), imperfect(), shapes(), general(), asked())
        .flatMap(List::stream);
  }

  /** Every claim on every experiment that was made and tells it. */
  public static List<Finding> test(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    all().forEach(claim -> claim.experiments().forEach(e -> test(claim, e, evidence, findings)));
    return findings;
  }

  private static void test(Claim claim, String experiment, Evidence evidence, List<Finding> into) {
    double[] values =
        IntStream.of(evidence.seeds(experiment))
            .mapToDouble(seed -> value(claim, new Run(evidence, experiment, seed)))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    if (values.length > 0) {
      into.add(new Finding(claim, experiment, values));
    }
  }

  private static double value(Claim claim, Run run) {
    try {
      return claim.measure().applyAsDouble(run);
    } catch (Run.MissingException e) {
      return Double.NaN;
    }
  }

  private static List<Claim> cosine() {
    return List.of(
        new Claim(
            List.of("cosine-10"),
            "cosine, 20 neurons: with brute force the error is constant until 50 % are gone",
            "4.1, figure 2",
            "no rise (1 % of the error with all gone) before 50 % are gone",
            "flat until",
            r -> Measures.share(r.bruteForce(), Measures.flat(r.bruteForce())),
            true,
            0.5,
            SHARE),
        new Claim(
            List.of("cosine-50", "cosine-50-adam"),
            "cosine, 100 neurons: brute force shows no rise until 90 % are gone",
            "4.1, figure 2",
            "no rise (1 % of the error with all gone) before 90 % are gone",
            "flat until",
            r -> Measures.share(r.bruteForce(), Measures.flat(r.bruteForce())),
            true,
            0.9,
            SHARE),
        new Claim(
            List.of("cosine-50"),
            "cosine, 100 neurons: second order passes the 50th neuron before it unravels",
            "4.1, figure 2",
            "no rise before 50 neurons are gone",
            "flat until",
            r -> Measures.share(r.second(), Measures.flat(r.second())),
            true,
            0.5,
            SHARE),
        new Claim(
            List.of("cosine-50"),
            "cosine, 100 neurons: first order makes decent decisions up to about the 40th neuron",
            "4.1, figure 2",
            "no rise before 40 neurons are gone",
            "flat until",
            r -> Measures.share(r.first(), Measures.flat(r.first())),
            true,
            0.4,
            SHARE),
        new Claim(
            COSINES,
            "second order removes neurons that cancel each other: its error rises sharply and comes"
                + " back to nothing when the whole group is gone",
            "4.1, figure 2",
            "some later error is lower by 10 % or more of the error with all gone",
            "comes back by",
            r -> Measures.recovery(r.second()),
            true,
            0.1,
            SHARE),
        new Claim(
            COSINES,
            "the network always uses 10 to 11 neurons, and leaves the rest to cancel each other",
            "4.1",
            "at most 11 neurons are left when brute force's error first rises",
            "neurons left",
            r -> r.bruteForce().removals() - Measures.flat(r.bruteForce()),
            false,
            11,
            NUMBER));
  }

  private static List<Claim> oneLayer() {
    return List.of(
        new Claim(
            List.of(ONE),
            "one layer: brute force removes almost 60 % without major loss",
            "4.3.2, figure 4",
            "at most 5 points of accuracy are lost with 60 % gone",
            "lost",
            r -> Measures.lost(r.bruteForce(), 0.6),
            false,
            Measures.MAJOR,
            POINTS),
        new Claim(
            List.of(ONE),
            "one layer, single ranking: no criterion emerges superior",
            "4.3.1, figure 3",
            "the three mean accuracies over all removals are within 5 points",
            "apart by",
            r -> {
              double[] means =
                  Stream.of("brute-force", "second-order", "first-order")
                      .mapToDouble(by -> Measures.meanAccuracy(r.of(by + ", single")))
                      .sorted()
                      .toArray();
              return means[2] - means[0];
            },
            false,
            0.05,
            POINTS),
        new Claim(
            List.of(ONE),
            "one layer: brute force is far ahead of second order (0.96 against 0.75 at 60 %)",
            "figure 4",
            "brute force is 10 points or more ahead with 60 % gone",
            "ahead by",
            r -> Measures.lost(r.second(), 0.6) - Measures.lost(r.bruteForce(), 0.6),
            true,
            0.1,
            POINTS));
  }

  private static List<Claim> twoLayers() {
    return List.of(
        new Claim(
            List.of(TWO),
            "two layers: up to 40 % can go with no major loss",
            "4.4.2, figure 9",
            "at most 5 points of accuracy are lost with 40 % gone by brute force",
            "lost",
            r -> Measures.lost(r.bruteForce(), 0.4),
            false,
            Measures.MAJOR,
            POINTS),
        new Claim(
            List.of(TWO),
            "it becomes harder to remove neurons with a deeper network",
            "4.4.2",
            "brute force's mean accuracy over all removals is lower than in one layer",
            "lower by",
            r ->
                Measures.meanAccuracy(r.in(ONE, "brute-force, reranked"))
                    - Measures.meanAccuracy(r.bruteForce()),
            true,
            0,
            POINTS),
        new Claim(
            List.of(TWO),
            "two layers, single ranking: worse than in one layer",
            "4.4.1, figure 8",
            "its mean accuracy by brute force is lower than in one layer",
            "lower by",
            r ->
                Measures.meanAccuracy(r.in(ONE, "brute-force, single"))
                    - Measures.meanAccuracy(r.of("brute-force, single")),
            true,
            0,
            POINTS),
        new Claim(
            List.of(TWO),
            "two layers: second order is better than first after the first 20 %",
            "4.4.2, figure 9",
            "its error is lower in more than half of the removals after 20 %",
            "lower in",
            r -> Measures.wins(r.second(), r.first(), 0.2, 1),
            true,
            0.5,
            SHARE),
        new Claim(
            List.of(TWO),
            "two layers: in the first 20 % first order is better than second",
            "4.4.2, figure 9",
            "its error is lower in more than half of the first 20 % of removals",
            "lower in",
            r -> Measures.wins(r.first(), r.second(), 0, 0.2),
            true,
            0.5,
            SHARE),
        new Claim(
            List.of(TWO),
            "two layers: second order is not nearly as good as brute force (0.58 against 0.98 at"
                + " 40 %)",
            "4.6, figure 9",
            "brute force is 10 points or more ahead with 40 % gone",
            "ahead by",
            r -> Measures.lost(r.second(), 0.4) - Measures.lost(r.bruteForce(), 0.4),
            true,
            0.1,
            POINTS));
  }

  private static List<Claim> imperfect() {
    return List.of(
        new Claim(
            DIGITS,
            "a network that is not optimal improves in the first few removals",
            "4.5",
            "after 5 removals by brute force the error is below its start",
            "the error is lower by",
            r -> 1 - r.bruteForce().error(r.bruteForce().at(0.05)) / r.bruteForce().error(0),
            true,
            1e-9,
            SHARE),
        new Claim(
            DIGITS,
            "it stays below its start until 60 to 80 % are gone",
            "4.5.4, figures 13, 17, 21",
            "brute force's error is not above its start before 60 % are gone",
            "below its start until",
            r ->
                Measures.share(
                    r.bruteForce(), Measures.until(r.bruteForce(), r.bruteForce().error(0))),
            true,
            0.6,
            SHARE),
        new Claim(
            List.of("mnist-digit-0"),
            "digit 0: second order makes better decisions than first",
            "4.5.1, figure 13",
            "its mean error over all removals is lower",
            "its mean error over the other's",
            r -> Measures.meanError(r.second()) / Measures.meanError(r.first()),
            false,
            1,
            NUMBER),
        new Claim(
            List.of("mnist-digit-0"),
            "digit 0: first order explodes in the first few removals",
            "4.5.1, figure 13",
            "its error is more than twice its start within 10 removals",
            "within 10 removals, times the start",
            r ->
                IntStream.rangeClosed(0, r.first().at(0.1))
                        .mapToDouble(r.first()::error)
                        .max()
                        .orElseThrow()
                    / r.first().error(0),
            true,
            2,
            NUMBER),
        new Claim(
            List.of("mnist-digit-2"),
            "digit 2: first order vastly outperforms second",
            "4.5.3, figure 21",
            "its mean error over all removals is less than half",
            "its mean error over the other's",
            r -> Measures.meanError(r.first()) / Measures.meanError(r.second()),
            false,
            0.5,
            NUMBER));
  }

  private static List<Claim> shapes() {
    return List.of(
        new Claim(
            SHAPES,
            "toy shapes: second order comes very close to brute force",
            "4.6",
            "it is never more than 2 points behind until a third is gone",
            "at most behind by",
            r -> Measures.behind(r.second(), r.bruteForce(), 1 / 3.0),
            false,
            0.02,
            POINTS),
        new Claim(
            SHAPES,
            "toy shapes: first order performs poorly",
            "4.6",
            "5 points or more are lost within 10 removals",
            "lost with 10 gone",
            r -> Measures.lost(r.first(), 0.1),
            true,
            Measures.MAJOR,
            POINTS),
        new Claim(
            List.of("diamond"),
            "diamond: brute force holds 0.99 to 50 %",
            "figure of 4.6",
            "at most 5 points are lost with 50 % gone",
            "lost",
            r -> Measures.lost(r.bruteForce(), 0.5),
            false,
            Measures.MAJOR,
            POINTS));
  }

  private static List<Claim> general() {
    List<String> core =
        Stream.of(COSINES, List.of(ONE, TWO), SHAPES, DIGITS).flatMap(List::stream).toList();
    List<String> deep = Stream.of(COSINES, List.of(TWO), SHAPES).flatMap(List::stream).toList();
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
            SHARE));
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
            List.of("deeper-3", "deeper-4", "deeper-6", "deeper-8"),
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
