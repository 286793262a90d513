package io.secateur.study.views;

import io.secateur.anatomy.Neuron;
import io.secateur.compare.Pairs;
import io.secateur.compare.Roles;
import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many neurons of a trained network carry its function, and how many cancel each other.
 *
 * @param neurons that it has
 * @param measured of how many all pairs were measured
 * @param elite the fewest of these that make up nine tenths of what all cost alone
 * @param standing pairs of which both cost more than the two alone, by half of the cheaper or more
 * @param cancelling pairs that cancel each other: without both it is at most half of the cheaper
 * @param groups that cancelling pairs make
 * @param grouped neurons in these
 * @param largest neurons of the largest group
 * @param alone what the largest group's neurons cost, each alone, summed up
 * @param together what they cost when all of them are gone
 */
public record RoleCounts(
    int neurons,
    int measured,
    int elite,
    int standing,
    int cancelling,
    int groups,
    int grouped,
    int largest,
    double alone,
    double together) {
  static final String FILE = "roles.csv";

  private static final double RELIEF = 0.5;

  static RoleCounts of(Pairs pairs, Roles roles, int neurons, double together) {
    int n = pairs.neurons().size();
    int standing = 0;
    int cancelling = 0;
    for (int j = 0; j < n; j++) {
      for (int k = j + 1; k < n; k++) {
        cancelling += Roles.cancel(pairs, j, k, RELIEF) ? 1 : 0;
        double cheaper = Math.min(pairs.alone()[j], pairs.alone()[k]);
        standing += cheaper > 0 && pairs.interaction(j, k) >= RELIEF * cheaper ? 1 : 0;
      }
    }
    List<Neuron> largest = roles.groups().stream().findFirst().orElse(List.of());
    double alone = 0;
    for (int j = 0; j < n; j++) {
      alone += largest.contains(pairs.neurons().get(j)) ? pairs.alone()[j] : 0;
    }
    return new RoleCounts(
        neurons,
        n,
        roles.elite().size(),
        standing,
        cancelling,
        roles.groups().size(),
        roles.groups().stream().mapToInt(List::size).sum(),
        largest.size(),
        alone,
        together);
  }

  void keep(Path folder) {
    double[] numbers = {
      neurons, measured, elite, standing, cancelling, groups, grouped, largest, alone, together
    };
    WholeFile.write(
        folder.resolve(FILE),
        "neurons,measured,elite,standing,cancelling,groups,grouped,largest,alone,together\n"
            + Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(","))
            + "\n");
  }

  /** What the folder of a network has of it; null if it was not made. */
  public static @Nullable RoleCounts read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      double[] x =
          Arrays.stream(Files.readAllLines(file).get(1).split(",", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      return new RoleCounts(
          (int) x[0],
          (int) x[1],
          (int) x[2],
          (int) x[3],
          (int) x[4],
          (int) x[5],
          (int) x[6],
          (int) x[7],
          x[8],
          x[9]);
    } catch (IOException | RuntimeException e) {
      throw new UnusableException(
          "'" + file + "' was expected to hold counts, and cannot be read; remove it: " + e, e);
    }
  }
}
