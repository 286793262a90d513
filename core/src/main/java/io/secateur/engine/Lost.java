package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Loss;
import io.secateur.engine.repair.Reader;
import io.secateur.model.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What a reader loses when a neuron goes: the neuron's output, as it would be given to the reader
 * with its gate at 1; where the reader is repaired, what is not made up for. All criteria take it
 * from here, so that ∂E/∂α_k = Σ lost · ∂E/∂(what the reader takes), the sum over all places where
 * k is read.
 */
final class Lost {
  private final Network network;
  private final Gates gates;
  private final @Nullable Repairs repairs;
  private final Map<Reader, double[]> maps = new HashMap<>();
  private final Map<Reader, Apart> apart = new HashMap<>();

  /**
   * Of [x, 1] what is lost with each feature, where the others say nothing of it.
   *
   * @param own the factor of the feature itself (features)
   * @param constant what the constant 1 adds (features)
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Apart(double[] own, double[] constant) {}

  /**
   * @param repairs what makes up for neurons; null if nothing does
   */
  Lost(Network network, Gates gates, @Nullable Repairs repairs) {
    this.network = network;
    this.gates = gates;
    this.repairs = repairs;
  }

  /**
   * Shaped like what the reader is given: along the site's axis, what is lost of each neuron.
   *
   * @param input what the reader is given, without any gates
   */
  Tensor at(GateSite site, Tensor input) {
    Reader reader = site.slot() == 0 ? reader(site.node()) : null;
    if (reader != null && !isUnder(reader)) {
      int last = Math.toIntExact(input.dim()) - 1;
      Tensor rows = input.transpose(site.axis(), last);
      return of(reader, rows).transpose(site.axis(), last);
    }
    Tensor lost = input;
    for (GateSite other : network.sites(site.node(), site.slot())) {
      Tensor factor = other.equals(site) ? null : network.factor(other, gates);
      lost = factor == null ? lost : lost.mul(factor.to(input.scalar_type()));
    }
    return lost;
  }

  /**
   * A reader whose losses are not those of single numbers of its input, but of what lies under its
   * kernel; null if the node is none.
   */
  @Nullable Reader under(Node node) {
    Reader reader = reader(node);
    return reader != null && isUnder(reader) ? reader : null;
  }

  /**
   * How many numbers a sample takes for each that is differentiated, as {@link LostUnder} does it:
   * what arrives at all such readers, and of one at a time three times its weights.
   */
  long numbersUnder() {
    long arriving = 0;
    long weights = 0;
    for (Node node : network.graph().nodes()) {
      Reader reader = under(node);
      if (reader != null) {
        arriving += io.secateur.model.Tensor.count(network.shapes().of(node.output()));
        weights = Math.max(weights, 3L * reader.outputs() * reader.features());
      }
    }
    return arriving / network.shapes().samples() + weights;
  }

  /**
   * What is lost with each feature of a repaired reader (..., features).
   *
   * @param rows what it takes (..., features)
   */
  Tensor of(Reader reader, Tensor rows) {
    return of(reader, rows, torch.ones(new long[] {1}, rows.options()));
  }

  /**
   * The same of sums of rows.
   *
   * @param ones how often the constant 1 was added up with each (..., 1)
   */
  Tensor of(Reader reader, Tensor rows, Tensor ones) {
    if (Objects.requireNonNull(repairs).areApart()) {
      Apart each = apart.computeIfAbsent(reader, this::apart);
      Tensor own = Tensor.create(each.own()).to(rows.scalar_type());
      Tensor constant = Tensor.create(each.constant()).to(rows.scalar_type());
      return rows.mul(own).add(ones.mul(constant));
    }
    int m = reader.features();
    Tensor map = Tensor.create(maps.computeIfAbsent(reader, this::map), m + 1, m);
    Tensor typed = map.to(rows.scalar_type());
    return torch.matmul(rows, typed.narrow(0, 0, m)).add(ones.mul(typed.select(0, m)));
  }

  private @Nullable Reader reader(Node node) {
    return repairs == null ? null : repairs.reader(node);
  }

  private boolean isUnder(Reader reader) {
    if (!reader.isPatches()) {
      return false;
    }
    long[] weights = network.shapes().of(reader.node().input(1));
    boolean single = Arrays.stream(weights).skip(2).allMatch(k -> k == 1);
    boolean padded =
        LongStream.of(reader.node().attributes().integers("pads")).anyMatch(p -> p != 0);
    return !single || padded;
  }

  /** Of [x, 1] what is lost with each feature (features + 1, features). */
  private double[] map(Reader reader) {
    int m = reader.features();
    double[] map = new double[(m + 1) * m];
    losses(reader)
        .forEach(
            loss -> {
              for (int s = 0; s < loss.features().length; s++) {
                for (int f = 0; f <= m; f++) {
                  map[f * m + loss.features()[s]] = loss.coefficients()[f][s];
                }
              }
            });
    return map;
  }

  private Apart apart(Reader reader) {
    int m = reader.features();
    Apart each = new Apart(new double[m], new double[m]);
    losses(reader)
        .forEach(
            loss -> {
              for (int s = 0; s < loss.features().length; s++) {
                int feature = loss.features()[s];
                each.own()[feature] = loss.coefficients()[feature][s];
                each.constant()[feature] = loss.coefficients()[m][s];
              }
            });
    return each;
  }

  /** What a reader loses with each of the neurons that are left. */
  private Stream<Loss> losses(Reader reader) {
    return IntStream.of(reader.neurons())
        .filter(n -> n >= 0 && gates.isOpen(n))
        .distinct()
        .mapToObj(n -> Objects.requireNonNull(repairs).loss(reader, gates, n));
  }
}
