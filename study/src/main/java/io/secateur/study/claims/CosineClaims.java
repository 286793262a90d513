package io.secateur.study.claims;

import static io.secateur.study.claims.Claim.Unit.NUMBER;
import static io.secateur.study.claims.Claim.Unit.SHARE;

import java.util.List;

/** What the paper says of its two networks for the cosine. */
final class CosineClaims {
  private static final List<String> COSINES = List.of("cosine-10", "cosine-50");

  private CosineClaims() {}

  static List<Claim> all() {
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
            List.of("cosine-50", "cosine-50-adam", "cosine-50-wide", "cosine-50-sgd"),
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
}
