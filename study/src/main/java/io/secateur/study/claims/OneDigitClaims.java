package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.NUMBER;
import static io.secateur.study.claims.Claim.Unit.SHARE;

import java.util.List;
import java.util.stream.IntStream;

/** What the paper says of its networks for single digits, which are not optimal. */
final class OneDigitClaims {
  private static final List<String> DIGITS =
      List.of("mnist-digit-0", "mnist-digit-1", "mnist-digit-2");

  private OneDigitClaims() {}

  static List<Claim> all() {
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
}
