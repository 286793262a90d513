package io.secateur.report.page;

import io.secateur.report.page.Claims.Claim;
import io.secateur.report.page.Claims.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Pages with one section of every kind, of a network that never was. */
final class Specimen {
  static final int NEURONS = 100;
  static final List<String> CRITERIA = List.of("brute-force", "second-order", "first-order");
  static final int LARGE_LAYERS = 12;
  static final int LARGE_WIDTH = 6000;
  private static final int STATIONS = 40;
  private static final int POINTS = 48;

  private Specimen() {}

  /** A network that tells points of the plane apart. */
  static Page plane() {
    List<Walk.Layer> layers = List.of(new Walk.Layer("hidden1", 50), new Walk.Layer("hidden2", 50));
    List<Walk.Path> paths = paths(2);
    Walk.Plane plane = dots();
    return new Page(
        "Diamond, 2-50-50-2",
        "Brute force takes 52 of 100 neurons before accuracy falls by a point; the parameters shrink to a quarter.",
        List.of(
            new Balance(
                "Before and after",
                "Accuracy with its 95 % confidence interval by Wilson's score.",
                List.of(
                    Balance.Row.of("neurons", Balance.Unit.COUNT, 100, 48),
                    Balance.Row.of("parameters", Balance.Unit.COUNT, 2802, 721),
                    Balance.Row.of("file size", Balance.Unit.BYTES, 11800, 3600),
                    Balance.Row.of("latency", Balance.Unit.MILLISECONDS, 0.00612, 0.0059),
                    new Balance.Row(
                        "accuracy",
                        Balance.Unit.SHARE,
                        0.996,
                        0.986,
                        new Balance.Interval(0.9897, 0.9984),
                        new Balance.Interval(0.9766, 0.9917)))),
            new Curves("Error and accuracy", "", "squared", NEURONS, lines(5)),
            new Walk(
                "What went, and what was left",
                "One cell for each neuron. The slider takes them away in the order in which the criterion did.",
                "squared",
                layers,
                paths,
                portraits(0),
                plane,
                List.of("outside", "inside")),
            Shares.of("Layer by layer", "The part of each layer that is gone.", layers, paths),
            pairs(),
            surfaces(),
            new Claims(
                "The paper's claims",
                "Each over 5 seeds.",
                List.of(
                    new Claim(
                        "Toy shapes: second order comes close to brute force.",
                        "area between the two accuracy curves below 0.05 in 4 of 5 seeds",
                        Verdict.PARTLY,
                        "0.03 to 0.09, below 0.05 in 2 of 5 seeds"),
                    new Claim(
                        "Second order is better than first in most steps.",
                        "lower error after more than half of the removals in every seed",
                        Verdict.HOLDS,
                        "82 to 91 of 100 steps"),
                    new Claim(
                        "Brute force takes the deepest layer first.",
                        "more than half of the first 25 removals in the last layer, in every seed",
                        Verdict.FAILS,
                        "7 to 16 of 25"))),
            new Grid(
                "Minimal networks",
                "Trained from scratch at the pruned size.",
                List.of("neurons", "pruned", "from scratch"),
                List.of(List.of("48", "98.60 %", "99.10 %"), List.of("20", "91.20 %", "97.35 %")))),
        List.of(
            new Page.Fact("data", "1,000 samples of \"shape\".npz <x>"),
            new Page.Fact("seed", "1")));
  }

  /** A network that tells ten digits apart, from one seed. */
  static Page digits() {
    List<Walk.Layer> layers = List.of(new Walk.Layer("hidden", 100));
    return new Page(
        "MNIST, 784-100-10",
        "Seventy of a hundred neurons go before accuracy falls by a point.",
        List.of(
            new Curves("", "", "cross-entropy", NEURONS, lines(1)),
            new Walk(
                "What went, and what was left",
                "",
                "cross-entropy",
                layers,
                paths(10).subList(0, 1),
                portraits(28),
                null,
                IntStream.range(0, 10).mapToObj(Integer::toString).toList())),
        List.of());
  }

  /** A deep and wide network, whose names are long; the last neuron stays. */
  static Page large() {
    List<Walk.Layer> layers = new ArrayList<>();
    for (int i = 0; i < LARGE_LAYERS; i++) {
      String name = "/model/backbone/layer" + i + "/layer" + i + ".0/conv1/Convolution";
      layers.add(new Walk.Layer(name, i == LARGE_LAYERS - 1 ? LARGE_WIDTH : 65));
    }
    int neurons = layers.stream().mapToInt(Walk.Layer::width).sum();
    int[] gone = IntStream.range(0, neurons).map(k -> k == neurons - 1 ? 0 : k + 1).toArray();
    List<Walk.Station> stations = new ArrayList<>();
    for (int i = 0; i <= 4; i++) {
      int removed = (neurons - 1) * i / 4;
      stations.add(
          new Walk.Station(
              removed, neurons - removed, 1_000_000, 2_000_000, 10 + i, Double.NaN, null, null));
    }
    List<Walk.Path> paths = List.of(new Walk.Path("magnitude", gone, stations));
    return new Page(
        "a_network_with_a_name_that_is_too_long_for_any_window_of_a_telephone.onnx",
        "",
        List.of(
            new Walk("What went", "", "kl", layers, paths, List.of(), null, List.of()),
            Shares.of("Layer by layer", "", layers, paths)),
        List.of());
  }

  /** Nothing but a heading. */
  static Page empty() {
    return new Page("</script><script>alert(1)</script> {{data}}", "", List.of(), List.of());
  }

  private static List<Curves.Line> lines(int seeds) {
    List<Curves.Line> lines = new ArrayList<>();
    for (int c = 0; c < CRITERIA.size(); c++) {
      int from = 70 - 22 * c;
      List<Curves.Line.Trace> traces = new ArrayList<>();
      for (int s = 0; s < seeds; s++) {
        double knee = from + 4 * new Random(31 * c + s).nextGaussian();
        double[] error =
            IntStream.rangeClosed(0, NEURONS).mapToDouble(x -> error(x, knee)).toArray();
        double[] accuracy =
            Arrays.stream(error).map(e -> 0.996 - 0.496 * Math.min(1, e / 140)).toArray();
        traces.add(new Curves.Line.Trace(error, accuracy));
      }
      lines.add(Curves.Line.of(CRITERIA.get(c), traces));
    }
    return lines;
  }

  private static double error(int removed, double knee) {
    return 2.5 + 137 / (1 + Math.exp((knee - removed) / 6));
  }

  private static List<Walk.Path> paths(int classes) {
    List<Walk.Path> paths = new ArrayList<>();
    for (int c = 0; c < CRITERIA.size(); c++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, NEURONS).boxed().toList());
      Random random = new Random(c);
      double[] worth = random.doubles(NEURONS).toArray();
      order.sort(Comparator.comparingDouble(k -> 60 * worth[k] - k));
      int[] gone = new int[NEURONS];
      for (int step = 1; step <= 98; step++) {
        gone[order.get(step - 1)] = step;
      }
      List<Walk.Station> stations = new ArrayList<>();
      for (int i = 0; i <= STATIONS; i++) {
        stations.add(station((int) Math.round(98.0 * i / STATIONS), 70 - 22 * c, classes));
      }
      paths.add(new Walk.Path(CRITERIA.get(c), gone, stations));
    }
    return paths;
  }

  private static Walk.Station station(int removed, int knee, int classes) {
    double error = error(removed, knee);
    double accuracy = 0.996 - 0.496 * Math.min(1, error / 140);
    int left = NEURONS - removed;
    return new Walk.Station(
        removed,
        left,
        52L + 27L * left,
        104L + 53L * left,
        error,
        accuracy,
        confusion(classes, accuracy),
        classes == 2 ? field(Math.max(0, 1 - error / 140)) : null);
  }

  private static int[][] confusion(int classes, double accuracy) {
    int[][] matrix = new int[classes][classes];
    Random random = new Random(classes);
    for (int i = 0; i < 1000; i++) {
      int is = random.nextInt(classes);
      boolean right = random.nextDouble() < accuracy;
      matrix[is][right ? is : (is + 1 + random.nextInt(classes - 1)) % classes]++;
    }
    return matrix;
  }

  private static byte[] field(double sharpness) {
    byte[] field = new byte[POINTS * POINTS];
    for (int j = 0; j < POINTS; j++) {
      for (int i = 0; i < POINTS; i++) {
        double x = -1.5 + 3 * (i + 0.5) / POINTS;
        double y = -1.5 + 3 * (j + 0.5) / POINTS;
        double shape = sharpness * (Math.abs(x) + Math.abs(y)) + (1 - sharpness) * (x + 0.8);
        field[j * POINTS + i] = (byte) Math.round(127 * Math.tanh(4 * (0.9 - shape)));
      }
    }
    return field;
  }

  private static Walk.Plane dots() {
    Random random = new Random(5);
    double[] x = random.doubles(200, -1.5, 1.5).toArray();
    double[] y = random.doubles(200, -1.5, 1.5).toArray();
    int[] labels =
        IntStream.range(0, 200).map(i -> Math.abs(x[i]) + Math.abs(y[i]) < 0.9 ? 1 : 0).toArray();
    return new Walk.Plane(new double[] {-1.5, 1.5, -1.5, 1.5}, POINTS, 2, x, y, labels);
  }

  private static List<Portrait> portraits(int side) {
    List<Portrait> portraits = new ArrayList<>();
    for (int k = 0; k < NEURONS; k++) {
      double strength = 0.1 + k % 7;
      double[] gains = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 10.0).toArray();
      double[] whole =
          Arrays.stream(gains).map(a -> 2.5 + strength * (a - 1.1) * (a - 1.1)).toArray();
      double[] later = Arrays.stream(whole).map(e -> 9 + 1.4 * e).toArray();
      long[] counts =
          IntStream.range(0, 20)
              .mapToLong(i -> Math.round(400 * Math.exp(-i * strength / 6)))
              .toArray();
      portraits.add(
          new Portrait(
              k,
              List.of(
                  new Portrait.Surface("trained", gains, whole),
                  new Portrait.Surface("20 removed", gains, later)),
              new Portrait.Histogram(0, 1, counts),
              side == 0 || k % 2 == 1 ? null : looks(k, side),
              side == 0 ? null : looks(k + 0.5, side)));
    }
    return portraits;
  }

  private static Portrait.Looks looks(double k, int side) {
    double[] weights = new double[side * side];
    for (int i = 0; i < weights.length; i++) {
      double u = (i % side - side / 2.0) / side;
      double v = (Math.floorDiv(i, side) - side / 2.0) / side;
      weights[i] =
          Math.cos(9 * (u * Math.cos(k) + v * Math.sin(k))) * Math.exp(-6 * (u * u + v * v));
    }
    return Portrait.Looks.of(side, side, 1, weights);
  }

  private static Surfaces surfaces() {
    double[] gains = IntStream.rangeClosed(0, 400).mapToDouble(i -> i / 40.0).toArray();
    List<Surfaces.Run> runs = new ArrayList<>();
    for (String criterion : CRITERIA) {
      List<Surfaces.Line> lines = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        double steep = 0.02 * (i + 1) * (runs.size() + 1);
        double floor = 1 + 3 * i;
        double[] errors =
            Arrays.stream(gains).map(a -> floor + steep * (a - 0.8) * (a - 0.8) * 20).toArray();
        lines.add(new Surfaces.Line("hidden2:" + 7 * i % 50, 10 * i, errors));
      }
      runs.add(new Surfaces.Run(criterion, lines));
    }
    return new Surfaces(
        "Error surfaces",
        "Of the neuron that goes next, every tenth removal.",
        "squared",
        gains,
        runs);
  }

  private static Pairs pairs() {
    int n = 24;
    double[][] interactions = new double[n][n];
    Random random = new Random(8);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double v = Math.pow(random.nextGaussian(), 3) * (i / 8 == j / 8 ? 3 : 0.2);
        interactions[i][j] = v;
        interactions[j][i] = v;
      }
    }
    List<String> names = IntStream.range(0, n).mapToObj(i -> "hidden2:" + i).toList();
    return new Pairs(
        "Neurons that depend on each other",
        "For each pair E(−j−k) − E(−j) − E(−k) + E: what the loss of both costs more than the loss of each.",
        names,
        interactions,
        List.of(
            new Pairs.Group("cancel", names.subList(0, 4), "together 0.8, alone 11.2 to 19.4"),
            new Pairs.Group("stand in", names.subList(9, 11), "together 40.1, alone 0.9")));
  }
}
