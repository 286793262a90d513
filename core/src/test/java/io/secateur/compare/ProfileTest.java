package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {
  private static final double SINGLE = 1e-5;
  private static final Samples DATA = Samples.random(4, 150, 3, 5);

  /** Every neuron's outputs by plain loops (neurons, samples), and their pre-activations. */
  private static double[][][] plain(PlainMlp net) {
    double[][] o = new double[net.neurons()][DATA.size()];
    double[][] z = new double[net.neurons()][DATA.size()];
    for (int s = 0; s < DATA.size(); s++) {
      PlainMlp.Pass pass = net.run(DATA.row(s), net.open());
      for (int k = 0; k < o.length; k++) {
        int l = net.layer(k);
        o[k][s] = pass.o()[l + 1][k - net.first(l)];
        z[k][s] = pass.z()[l][k - net.first(l)];
      }
    }
    return new double[][][] {o, z};
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double covariance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - mean(a)) * (b[i] - mean(b));
    }
    return sum / a.length;
  }

  private static double correlation(double[] a, double[] b) {
    return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
  }

  /** |σ'| over its largest value. */
  private static boolean isFlat(Unit unit, double z) {
    return switch (unit) {
      case SIGMOID -> 4 * unit.of(z) * (1 - unit.of(z)) <= 0.05;
      case TANH -> 1 - unit.of(z) * unit.of(z) <= 0.05;
      case RELU -> z <= 0;
      default -> throw new AssertionError(unit);
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = Unit.class,
      names = {"SIGMOID", "TANH", "RELU"})
  void unitsAreWhatPlainLoopsSay(Unit unit) {
    PlainMlp net = PlainMlp.random(11, unit, Unit.SIGMOID, 5, 9, 6, 3);
    for (double[] row : net.weights()[0]) {
      Arrays.setAll(row, i -> (float) (row[i] * 2)); // far enough out to be flat now and then
    }
    double[][][] plain = plain(net);
    try (Lab lab = Lab.of(net, DATA, Loss.SQUARED)) {
      List<Profile> profiles = Profiles.of(lab.objective(), lab.network().anatomy().open());
      assertThat(profiles).hasSize(15);
      for (int k = 0; k < 15; k++) {
        Profile profile = profiles.get(k);
        double[] o = plain[0][k];
        assertThat(profile.neuron().id()).isEqualTo(k);
        assertThat(profile.mean()).isCloseTo(mean(o), within(SINGLE));
        assertThat(profile.deviation()).isCloseTo(Math.sqrt(covariance(o, o)), within(SINGLE));
        assertThat(profile.least()).isCloseTo(Arrays.stream(o).min().orElseThrow(), within(SINGLE));
        assertThat(profile.most()).isCloseTo(Arrays.stream(o).max().orElseThrow(), within(SINGLE));
        assertThat(profile.silent())
            .isEqualTo(Arrays.stream(o).filter(v -> v == 0).count() / 150.0);
        assertThat(profile.saturated())
            .isEqualTo(Arrays.stream(plain[1][k]).filter(z -> isFlat(unit, z)).count() / 150.0);
        assertNorms(net, profile, k);
        assertCorrelation(net, profile, plain[0], k);
      }
    }
  }

  private static void assertNorms(PlainMlp net, Profile profile, int k) {
    int l = net.layer(k);
    int j = k - net.first(l);
    double in = net.biases()[l][j] * net.biases()[l][j];
    for (double w : net.weights()[l][j]) {
      in += w * w;
    }
    double out = 0;
    for (double[] reader : net.weights()[l + 1]) {
      out += reader[j] * reader[j];
    }
    assertThat(profile.ingoing()).isCloseTo(Math.sqrt(in), within(1e-9));
    assertThat(profile.outgoing()).isCloseTo(Math.sqrt(out), within(1e-9));
  }

  private static void assertCorrelation(PlainMlp net, Profile profile, double[][] o, int k) {
    int l = net.layer(k);
    double most = -1;
    for (int other = net.first(l); other < net.first(l + 1); other++) {
      double r = other == k ? Double.NaN : Math.abs(correlation(o[k], o[other]));
      most = r > most ? r : most;
    }
    if (most < 0) { // it always says the same
      assertThat(profile.like()).isNull();
      assertThat(profile.correlation()).isNaN();
      return;
    }
    int like = Objects.requireNonNull(profile.like()).id();
    assertThat(Math.abs(profile.correlation())).isCloseTo(most, within(SINGLE));
    assertThat(profile.correlation()).isCloseTo(correlation(o[k], o[like]), within(SINGLE));
  }

  /** Bins between the layer's lowest and highest output; those near an edge may fall beside it. */
  @Test
  void histogramsCountEverySample() {
    PlainMlp net = PlainMlp.random(11, Unit.TANH, Unit.SIGMOID, 5, 9, 3);
    double[][] o = plain(net)[0];
    try (Lab lab = Lab.of(net, DATA, Loss.SQUARED)) {
      List<Profile> profiles = Profiles.of(lab.objective(), lab.network().anatomy().open());
      double least = Arrays.stream(o).flatMapToDouble(Arrays::stream).min().orElseThrow();
      double most = Arrays.stream(o).flatMapToDouble(Arrays::stream).max().orElseThrow();
      for (int k = 0; k < 9; k++) {
        Profile.Histogram histogram = profiles.get(k).histogram();
        assertThat(histogram.from()).isCloseTo(least, within(SINGLE));
        assertThat(histogram.to()).isCloseTo(most, within(SINGLE));
        assertThat(histogram.counts().stream().mapToLong(c -> c).sum()).isEqualTo(150);
        double[] mine = o[k];
        double width = (most - least) / 20;
        for (int bin = 0; bin < 20; bin++) {
          double from = least + bin * width;
          long surely =
              Arrays.stream(mine)
                  .filter(v -> v > from + SINGLE && v < from + width - SINGLE)
                  .count();
          long perhaps =
              Arrays.stream(mine)
                  .filter(v -> v > from - SINGLE && v < from + width + SINGLE)
                  .count();
          assertThat(histogram.counts().get(bin)).isBetween(surely, perhaps);
        }
      }
    }
  }

  /**
   * 2 channels of 1 x 1 kernels on 3 x 3 places behind a ReLU and flattened, so that a neuron has 9
   * columns at its reader.
   */
  @Test
  void channelsAreSeenAtAllTheirPlaces() {
    Sketch net = new Sketch(new Random(1), -1, 1, 3, 3);
    net.constant("k", new long[] {2, 1, 1, 1}, 2, -1);
    String conv = net.node("Conv", "conv", List.of("x", "k"));
    String flat = net.node("Flatten", "flat", net.node("Relu", "relu", conv));
    Model model = net.ends(net.gemm("fc", flat, 18, 2), -1, 2);
    Samples images = Samples.random(5, 40, 2, 1, 3, 3);
    double[] pixels = new double[40 * 9];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = images.row(i / 9)[i % 9];
    }
    double[] first = Arrays.stream(pixels).map(p -> Math.max(0, 2 * p)).toArray();
    double[] second = Arrays.stream(pixels).map(p -> Math.max(0, -p)).toArray();
    try (Lab lab = Lab.of(model, images, new CrossEntropy())) {
      List<Profile> profiles = Profiles.of(lab.objective(), lab.network().anatomy().open());
      assertThat(profiles.get(0).mean()).isCloseTo(mean(first), within(SINGLE));
      assertThat(profiles.get(1).mean()).isCloseTo(mean(second), within(SINGLE));
      assertThat(profiles.get(0).silent())
          .isEqualTo(Arrays.stream(first).filter(v -> v == 0).count() / 360.0);
      assertThat(profiles.get(0).saturated()).isEqualTo(profiles.get(0).silent());
      assertThat(profiles.get(0).correlation())
          .isCloseTo(correlation(first, second), within(SINGLE));
      assertThat(profiles.get(1).like()).isEqualTo(profiles.get(0).neuron());
      assertThat(profiles.get(0).ingoing()).isCloseTo(2, within(1e-9));
      Tensor w = Objects.requireNonNull(model.graph().constants().get("w_fc"));
      double squares = 0;
      for (int i = 0; i < 18; i++) { // 9 columns of the first channel
        squares += w.at(i) * w.at(i);
      }
      assertThat(profiles.get(0).outgoing()).isCloseTo(Math.sqrt(squares), within(1e-6));
    }
  }

  /** Nothing depends on how samples are cut up; sums in another order differ in last digits. */
  @Test
  void littleMemoryMakesNoDifference() {
    PlainMlp net = PlainMlp.random(11, Unit.RELU, Unit.SIGMOID, 5, 9, 6, 3);
    Samples many = Samples.random(6, 90_000, 3, 5);
    try (Network network = Network.of(net.model().graph(), Map.of());
        Objective whole = new Objective(network, many, Loss.SQUARED.measure());
        Objective cut =
            new Objective(
                network,
                many,
                Loss.SQUARED.measure(),
                Measuring.DEFAULT.with(Measuring.LEAST_MEMORY))) {
      Gates open = network.anatomy().open();
      List<Profile> expected = Profiles.of(whole, open);
      List<Profile> found = Profiles.of(cut, open);
      for (int k = 0; k < 15; k++) {
        assertThat(found.get(k).mean()).isCloseTo(expected.get(k).mean(), within(1e-9));
        assertThat(found.get(k).saturated()).isEqualTo(expected.get(k).saturated());
        assertThat(found.get(k).histogram()).isEqualTo(expected.get(k).histogram());
        assertThat(found.get(k).correlation())
            .isCloseTo(expected.get(k).correlation(), within(1e-9));
      }
    }
  }

  /** A normalisation after the ReLU is passed through; between two linear maps there is nothing. */
  @Test
  void whereNoActivationStandsSaturationIsNotKnown() {
    Sketch net = new Sketch(new Random(2), -1, 4);
    String a = net.node("Relu", "relu", net.gemm("a", "x", 4, 3));
    String b = net.gemm("b", net.norm("norm", a, 3), 3, 2);
    Model model = net.ends(net.gemm("c", b, 2, 2), -1, 2);
    Samples samples = Samples.random(5, 40, 2, 4);
    try (Lab lab = Lab.of(model, samples, new CrossEntropy())) {
      List<Profile> profiles = Profiles.of(lab.objective(), lab.network().anatomy().open());
      assertThat(profiles).hasSize(5);
      Tensor w = Objects.requireNonNull(model.graph().constants().get("w_a"));
      Tensor bias = Objects.requireNonNull(model.graph().constants().get("b_a"));
      for (int k = 0; k < 3; k++) {
        int flat = 0;
        for (int s = 0; s < 40; s++) {
          double z = bias.at(k);
          for (int i = 0; i < 4; i++) {
            z += w.at(i * 3 + k) * samples.row(s)[i];
          }
          flat += z <= 0 ? 1 : 0;
        }
        assertThat(profiles.get(k).saturated()).isEqualTo(flat / 40.0);
        assertThat(profiles.get(k).silent()).isEqualTo(0);
      }
      assertThat(profiles.subList(3, 5)).extracting(Profile::saturated).containsOnly(Double.NaN);
    }
  }
}
