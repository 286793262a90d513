package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.POINTS;

import java.util.List;

/** What the paper says of its networks for shapes in the plane. */
final class ShapeClaims {
  private static final List<String> SHAPES = List.of("diamond", "random-shape");

  private ShapeClaims() {}

  static List<Claim> all() {
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
}
