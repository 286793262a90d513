package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.repair.Fit;
import io.secateur.engine.repair.Loss;
import io.secateur.engine.repair.Reader;
import io.secateur.engine.repair.Readers;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Removal of neurons with repair: what their readers lose, and the weights that these have without
 * them. What readers take is learnt from the data when it is asked for, and again when something
 * before a reader has changed; when only neurons of its own have gone, that is worked out.
 */
final class Repairs {
  /** Networks of which is remembered what their readers take: as it was, and as it may become. */
  private static final int REMEMBERED = 3; // and what it was refitted by, and one in the making

  /** Learns what readers take. */
  @FunctionalInterface
  interface Learner {
    /**
     * What the features of some readers say of each other under some gates.
     *
     * @param squares whether products count, or only means
     * @param all whether features whose gates are closed count too
     */
    Map<Reader, Fit> fits(List<Reader> readers, Gates gates, boolean squares, boolean all);
  }

  /** What is known of a network's readers. */
  private record Known(Gates gates, Map<Reader, Fit> fits) {}

  private final Network network;
  private final Repair how;
  private final List<Reader> readers;
  private final Learner learner;
  private final Refits refits;
  private final Deque<Known> known = new ArrayDeque<>();

  private Repairs(Network network, Repair how, Learner learner) {
    this.network = network;
    this.how = how;
    this.readers = Readers.of(network.graph(), network.anatomy(), network.shapes());
    this.learner = learner;
    this.refits = new Refits(network, readers, this::ofAll, this::changed);
  }

  /**
   * Repairs by what is learnt of some samples; null where nothing is to be repaired.
   *
   * @param memory bytes that may be taken for what readers take
   * @param learner asked where something is not known
   * @throws UnusableException if that is too little
   */
  static @Nullable Repairs of(Network network, Repair how, long memory, Learner learner) {
    if (how == Repair.NONE) {
      return null;
    }
    Repairs repairs = new Repairs(network, how, learner);
    if (how == Repair.LEAST_SQUARES) {
      repairs.requireMemory(memory);
    }
    return repairs;
  }

  /** Repairs by what is told of the readers; null where nothing is to be repaired. */
  static @Nullable Repairs told(Network network, Repair how) {
    Learner none =
        (readers, gates, squares, all) -> {
          throw new IllegalStateException("nobody told what " + readers.get(0).node() + " takes");
        };
    return how == Repair.NONE ? null : new Repairs(network, how, none);
  }

  private void requireMemory(long memory) {
    double bytes = readers.stream().mapToDouble(Repairs::bytes).sum() * (REMEMBERED + 2);
    if (bytes > memory) {
      Reader largest = readers.stream().max(Comparator.comparingDouble(Repairs::bytes)).get();
      throw new UnusableException(
          String.format(
              "--repair least-squares would hold %.0f MB of what layers read, of which %s, with %d"
                  + " inputs for each output, is the largest, and %.0f MB are allowed; give more by"
                  + " --memory, or use --repair mean",
              bytes / 1e6, largest.node(), largest.features(), memory / 1e6));
    }
  }

  private static double bytes(Reader reader) {
    return (double) Double.BYTES * (reader.features() + 1) * (reader.features() + 1);
  }

  /** The network without a neuron besides, its readers repaired. */
  Gates close(Gates gates, int neuron) {
    Known before = learnt(gates, readers(neuron));
    Gates after = without(gates, neuron);
    Set<String> changed = changed(neuron);
    Map<Reader, Fit> fits = new HashMap<>();
    before
        .fits()
        .forEach(
            (reader, fit) -> {
              if (!changed.contains(reader.node().input(0))) {
                fits.put(reader, reads(reader, neuron) ? fit.without(neuron) : fit);
              }
            });
    remember(new Known(after, fits));
    return after;
  }

  /** The network without some neurons, which is the same in whatever order they went. */
  Gates without(int... neurons) {
    Refits.Result result = refits.without(neurons);
    remember(new Known(result.gates(), new HashMap<>(result.fits())));
    return result.gates();
  }

  /**
   * Neurons of the last layer first, those of one layer as they stand; what their readers take is
   * learnt at once.
   */
  int[] inOrder(Gates gates, int... neurons) {
    learn(gates, neurons);
    List<Neuron> all = network.anatomy().neurons();
    return IntStream.of(neurons)
        .mapToObj(all::get)
        .sorted(Comparator.comparingInt((Neuron k) -> k.layer().firstNeuron()).reversed())
        .mapToInt(Neuron::id)
        .toArray();
  }

  /** The same as {@link #close} of which nothing is remembered. */
  Gates without(Gates gates, int neuron) {
    return gates.close(neuron).with(weightsWithout(gates, neuron));
  }

  /** The weights and biases of a neuron's readers when it has gone. */
  Map<String, Tensor> weightsWithout(Gates gates, int neuron) {
    Map<String, Tensor> weights = new HashMap<>();
    for (Reader reader : readers(neuron)) {
      weights.putAll(
          reader.without(loss(reader, gates, neuron), constant -> value(constant, gates)));
    }
    return weights;
  }

  private Tensor value(String constant, Gates gates) {
    Tensor refitted = gates.refitted().get(constant);
    return refitted != null
        ? refitted
        : Objects.requireNonNull(network.graph().constants().get(constant));
  }

  /** Whether a feature is made up for by the constant 1 alone, and not by other features. */
  boolean areApart() {
    return how == Repair.MEAN;
  }

  /** What a reader loses with a neuron. */
  Loss loss(Reader reader, Gates gates, int neuron) {
    return Objects.requireNonNull(learnt(gates, List.of(reader)).fits().get(reader)).loss(neuron);
  }

  /** Learns what all readers of some neurons take, so that nothing is left to learn for them. */
  void learn(Gates gates, int... neurons) {
    learnt(gates, readers(neurons));
  }

  List<Reader> readers(int... neurons) {
    Set<Integer> all = IntStream.of(neurons).boxed().collect(Collectors.toSet());
    return readers.stream().filter(r -> IntStream.of(r.neurons()).anyMatch(all::contains)).toList();
  }

  /** The reader that a node is; null if it is none that is repaired. */
  @Nullable Reader reader(Node node) {
    return readers.stream().filter(r -> r.node().equals(node)).findFirst().orElse(null);
  }

  private static boolean reads(Reader reader, int neuron) {
    return IntStream.of(reader.neurons()).anyMatch(n -> n == neuron);
  }

  private Fit ofAll(Reader reader, Gates gates) {
    boolean squares = how == Repair.LEAST_SQUARES;
    return Objects.requireNonNull(learner.fits(List.of(reader), gates, squares, true).get(reader));
  }

  private Known learnt(Gates gates, List<Reader> wanted) {
    Known found = known(gates);
    Map<Reader, Fit> fits = found.fits();
    List<Reader> missing = wanted.stream().filter(r -> !fits.containsKey(r)).toList();
    if (!missing.isEmpty()) {
      fits.putAll(learner.fits(missing, gates, how == Repair.LEAST_SQUARES, false));
    }
    return found;
  }

  private Known known(Gates gates) {
    Known found = known.stream().filter(k -> k.gates().sameAs(gates)).findFirst().orElse(null);
    if (found == null) {
      found = new Known(gates, new HashMap<>());
      remember(found);
    }
    return found;
  }

  /** What all readers of some neurons take, by their numbers among the readers. */
  Map<Integer, Fit> fits(Gates gates, int... neurons) {
    List<Reader> wanted = readers(neurons);
    Map<Reader, Fit> fits = learnt(gates, wanted).fits();
    Map<Integer, Fit> numbered = new TreeMap<>();
    wanted.forEach(r -> numbered.put(number(r), Objects.requireNonNull(fits.get(r))));
    return numbered;
  }

  /** Takes what others have learnt. */
  void tell(Gates gates, Map<Integer, Fit> fits) {
    Map<Reader, Fit> all = known(gates).fits();
    fits.forEach((number, fit) -> all.put(readers.get(number), fit));
  }

  /** Those that have these numbers. */
  List<Reader> numbered(int... numbers) {
    return IntStream.of(numbers).mapToObj(readers::get).toList();
  }

  int number(Reader reader) {
    return readers.indexOf(reader);
  }

  private void remember(Known more) {
    known.addFirst(more);
    if (known.size() > REMEMBERED) {
      known.removeLast();
    }
  }

  /** The values that change when a neuron goes. */
  private Set<String> changed(int neuron) {
    Set<Node> first =
        network.anatomy().gateSites().stream()
            .filter(s -> IntStream.of(s.neurons()).anyMatch(n -> n == neuron))
            .map(GateSite::node)
            .collect(Collectors.toSet());
    Set<String> changed = new HashSet<>();
    for (int place : network.downstream(first)) {
      changed.addAll(network.graph().nodes().get(place).outputs());
    }
    return changed;
  }
}
