package io.secateur.bench.cases;

import io.secateur.study.train.Activation;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import java.util.List;
import java.util.stream.Collectors;

/** The cases by name. */
public final class Cases {
  /** What surrounds the square in which MNIST's digits lie. */
  private static final int MARGIN = 4;

  private static final int ALL_NEURONS = Integer.MAX_VALUE;
  private static final int ONE_RANKING = 0;

  private static final List<Case> ALL =
      List.of(
          TrainedCase.sigmoids(
                  "one-layer",
                  List.of(400, 100, 10),
                  digits -> Digits.inner(digits.first(5_000), MARGIN),
                  ALL_NEURONS)
              .toItsEnd(),
          TrainedCase.sigmoids(
              "two-layers",
              List.of(400, 50, 50, 10),
              digits -> Digits.inner(digits.first(5_000), MARGIN),
              ALL_NEURONS),
          TrainedCase.sigmoids(
              "many-samples",
              List.of(784, 100, 2),
              digits -> Digits.only(digits.first(60_000), 0),
              ALL_NEURONS),
          TrainedCase.sigmoids(
              "wide", List.of(784, 512, 512, 10), digits -> digits.first(10_000), ONE_RANKING),
          new TrainedCase(
              "wide-relu",
              new Layout(List.of(784, 512, 512, 10), Activation.RELU, Activation.NONE),
              Loss.CROSS_ENTROPY,
              digits -> digits.first(10_000),
              ONE_RANKING,
              false),
          new ResNetCase());

  private Cases() {}

  public static List<Case> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(Case::name).toList();
  }

  /** The case of a name; throws IllegalArgumentException, with all names, if there is none. */
  public static Case of(String name) {
    return ALL.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a case must be one of "
                        + ALL.stream().map(Case::name).collect(Collectors.joining(", "))
                        + ", not '"
                        + name
                        + "'; a model of your own needs --data"));
  }
}
