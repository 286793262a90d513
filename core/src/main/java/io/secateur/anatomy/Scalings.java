package io.secateur.anatomy;

import io.secateur.anatomy.Numbers.Computed;
import io.secateur.anatomy.Numbers.Measure;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which computed numbers have to be scaled.
 *
 * <p>A Shape node gives what is left of an axis. If all that is done with it is to count the same
 * neurons, that is right. Otherwise its sizes are scaled to what they were, so that everything
 * computed from them is as in the original; and where such a number counts neurons, it is scaled
 * from what they were to what is left of them.
 */
final class Scalings {
  private final Relator relator;
  private final NeuronPlaces neurons;

  Scalings(Relator relator, NeuronPlaces neurons) {
    this.relator = relator;
    this.neurons = neurons;
  }

  List<Scaling> find() {
    Set<Measure> restored = new LinkedHashSet<>(relator.numbers().restored);
    Set<Computed> scaled = new LinkedHashSet<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Computed number : relator.numbers().computed) {
        boolean follows =
            follows(number) && number.measures().stream().noneMatch(restored::contains);
        if (!follows && scaled.add(number)) {
          restored.addAll(number.measures());
          changed = true;
        }
      }
    }
    List<Scaling> found = new ArrayList<>();
    restored.forEach(measure -> restore(measure, found));
    for (Computed c : scaled) {
      int[] counted = counted(c);
      if (holdsNeurons(counted)) {
        Operand numbers = relator.in(c.node(), c.slot());
        found.add(new Scaling(c.node(), c.slot(), c.element(), numbers, counted));
      }
    }
    return found;
  }

  /** Whether it is the size of an axis with the very neurons that it counts. */
  private boolean follows(Computed number) {
    Relator.Axis measured = number.measured();
    if (measured == null) {
      return false;
    }
    int[] one = neurons.all(measured);
    int[] other = counted(number);
    Arrays.sort(one);
    Arrays.sort(other);
    return Arrays.equals(one, other);
  }

  private int[] counted(Computed number) {
    int[] along = neurons.all(number.axis());
    return Arrays.copyOfRange(along, number.from(), number.from() + number.count());
  }

  private void restore(Measure measure, List<Scaling> found) {
    Node shape = measure.shape();
    Operand of = relator.in(shape, 0);
    long start = shape.attributes().integer("start", 0);
    int element = measure.axis() - (int) Math.max(0, start < 0 ? start + of.rank() : start);
    int[] along = neurons.all(new Relator.Axis(of, measure.axis()));
    if (holdsNeurons(along)) {
      found.add(new Scaling(shape, -1, element, relator.out(shape), along));
    }
  }

  private static boolean holdsNeurons(int[] along) {
    return Arrays.stream(along).anyMatch(n -> n >= 0);
  }
}
