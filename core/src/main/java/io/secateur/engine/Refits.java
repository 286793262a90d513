package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Fit;
import io.secateur.engine.repair.Reader;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The network without some neurons as a function of which they are, in whatever order they went:
 * its readers, in the graph's order, are each fitted once, from the weights of the file, by what
 * they take of the network whose earlier readers are fitted already:
 *
 * <pre>W − P_·S (P_SS)⁻¹ W_S,   S all features that have gone</pre>
 *
 * What a reader takes is summed up again only where something before it differs from the last time.
 */
final class Refits {
  /** What a reader was fitted by last. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Made(Gates under, Fit fit, int[] gone, Map<String, Tensor> weights) {}

  /** A network, and what is known of its readers, of features that are left. */
  record Result(Gates gates, Map<Reader, Fit> fits) {}

  private final Network network;
  private final Iterable<Reader> readers;
  private final BiFunction<Reader, Gates, Fit> learn;
  private final Function<Integer, Set<String>> changed;
  private final Map<Reader, int[]> before = new HashMap<>();
  private final Map<Reader, Made> made = new HashMap<>();

  /**
   * @param readers in the graph's order
   * @param learn what all features of a reader say of each other, gone ones included
   * @param changed the values that change when a neuron goes
   */
  Refits(
      Network network,
      Iterable<Reader> readers,
      BiFunction<Reader, Gates, Fit> learn,
      Function<Integer, Set<String>> changed) {
    this.network = network;
    this.readers = readers;
    this.learn = learn;
    this.changed = changed;
  }

  /** The network without some neurons. */
  Result without(int... neurons) {
    Gates gates = network.anatomy().open();
    for (int neuron : neurons) {
      gates = gates.close(neuron);
    }
    Map<Reader, Fit> fits = new HashMap<>();
    for (Reader reader : readers) {
      int[] gone = IntStream.of(neurons).filter(n -> reader.of(n).length > 0).sorted().toArray();
      if (gone.length > 0) {
        Made fitted = fitted(reader, gates, gone);
        gates = gates.with(fitted.weights());
        fits.put(reader, fitted.fit().without(gone));
      }
    }
    return new Result(gates, fits);
  }

  private Made fitted(Reader reader, Gates gates, int... gone) {
    Made last = made.get(reader);
    Made known = last != null && isSameBefore(reader, last.under(), gates) ? last : null;
    if (known != null && Arrays.equals(known.gone(), gone)) {
      return known;
    }
    Fit fit = known == null ? learn.apply(reader, gates) : known.fit();
    Map<String, Tensor> weights = reader.without(fit.loss(gone), network.graph().constants()::get);
    Made now = new Made(gates, fit, gone, weights);
    made.put(reader, now);
    return now;
  }

  /** Whether all that a reader takes comes about alike. */
  private boolean isSameBefore(Reader reader, Gates gates, Gates others) {
    String taken = reader.node().input(0);
    int[] neurons = before.computeIfAbsent(reader, r -> before(taken));
    return gates.sameWeights(others, network.constantsOf(taken))
        && IntStream.of(neurons).allMatch(n -> gates.alpha(n) == others.alpha(n));
  }

  /** The neurons that a value depends on. */
  private int[] before(String value) {
    return network.anatomy().layers().stream()
        .filter(layer -> layer.isPrunable() && changed.apply(layer.firstNeuron()).contains(value))
        .flatMapToInt(
            layer -> IntStream.range(layer.firstNeuron(), layer.firstNeuron() + layer.width()))
        .toArray();
  }
}
