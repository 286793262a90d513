package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Fit;
import java.io.Serializable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts networks into questions: weights that were fitted anew and what readers take are shared,
 * each as long as questions are about it.
 */
final class Telling implements AutoCloseable {
  /** Questions after which something is no longer shared. */
  private static final int PATIENCE = 8;

  /** Something shared, and the last question that it went with. */
  private static final class Held {
    private final Shared<?> shared;
    private long last;

    Held(Shared<?> shared) {
      this.shared = shared;
    }
  }

  private final Segments segments;
  private final @Nullable Repairs repairs;
  private final int[] together; // neurons whose losses are made at once, whichever is asked for
  private final IdentityHashMap<Object, Held> held = new IdentityHashMap<>();
  private long questions;

  /**
   * @param repairs where it is known what readers take; null if nothing is repaired
   */
  Telling(Network network, Segments segments, @Nullable Repairs repairs) {
    this.segments = segments;
    this.repairs = repairs;
    DenseTail tail = repairs == null ? null : network.tail();
    this.together =
        tail == null
            ? new int[0]
            : tail.layers().stream()
                .flatMapToInt(layer -> IntStream.of(layer.neurons()))
                .filter(n -> n >= 0)
                .toArray();
  }

  /** A network whose neurons stay. */
  State state(Gates gates) {
    return state(gates, Map.of());
  }

  /** A network from which some neurons may go, which is learnt first where they are repaired. */
  State state(Gates gates, int... neurons) {
    if (repairs == null) {
      return state(gates);
    }
    IntStream left = IntStream.of(together).filter(gates::isOpen);
    return state(
        gates, repairs.fits(gates, IntStream.concat(left, IntStream.of(neurons)).toArray()));
  }

  private State state(Gates gates, Map<Integer, Fit> fits) {
    questions++;
    State state = new State(gates.toArray(), new TreeMap<>(), new TreeMap<>());
    gates
        .refitted()
        .forEach(
            (constant, value) ->
                state.weights().put(constant, share(value, () -> new Weights(value))));
    fits.forEach((reader, fit) -> state.fits().put(reader, share(fit, () -> fit)));
    forget();
    return state;
  }

  @SuppressWarnings("unchecked") // of a thing only what was made of it is kept
  private <T extends Serializable> Shared<T> share(Object thing, Supplier<T> make) {
    Held known = held.get(thing);
    if (known == null) {
      known = new Held(segments.share(make.get()));
      held.put(thing, known);
    }
    known.last = questions;
    return (Shared<T>) known.shared;
  }

  private void forget() {
    for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
      Held one = all.next();
      if (questions - one.last > PATIENCE) {
        one.shared.close();
        all.remove();
      }
    }
  }

  @Override
  public void close() {
    held.values().forEach(one -> one.shared.close());
    held.clear();
  }
}
