package io.secateur.study.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paper's statements, and their tests on what was made. */
public final class Claims {
  private Claims() {}

  private static Stream<Claim> all() {
    return Stream.of(
            CosineClaims.all(),
            TenDigitClaims.all(),
            OneDigitClaims.all(),
            ShapeClaims.all(),
            GeneralClaims.all())
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
            .mapToDouble(seed -> new Run(evidence, experiment, seed).value(claim.measure()))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    if (values.length > 0) {
      into.add(new Finding(claim, experiment, values));
    }
  }
}
