package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.POINTS;
import static io.secateur.study.claims.Claim.Unit.SHARE;

import java.util.List;
import java.util.stream.Stream;

/** What the paper says of its networks for ten digits. */
final class TenDigitClaims {
  private static final String ONE = "mnist-1-layer";
  private static final String TWO = "mnist-2-layer";

  private TenDigitClaims() {}

  static List<Claim> all() {
    return Stream.of(oneLayer(), twoLayers()).flatMap(List::stream).toList();
  }

  private static List<Claim> oneLayer() {
    return List.of(
        new Claim(
            List.of(ONE, "mnist-1-layer-wide"),
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
            List.of(ONE, "mnist-1-layer-wide"),
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
}
