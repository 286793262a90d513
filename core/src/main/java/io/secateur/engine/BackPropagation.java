package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.operators.Autograd;
import io.secateur.engine.operators.Step;
import io.secateur.engine.repair.Reader;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * First and second derivatives of E in what each neuron gives to its readers.
 *
 * <p>The gradient comes from autograd. The second derivatives come from the paper's diagonal
 * recursion (Wolfe et al. 2017, section 3.3), which starts at the exact diagonal in the last
 * pre-activation.
 */
final class BackPropagation {
  /** What a reader takes: the input times its gates. */
  private record Taken(Node node, int slot, Tensor input, Tensor gated) {}

  private final Network network;
  private final ErrorMeasure measure;
  private final boolean second;
  private final Lost lost;
  private final Still still;

  /**
   * @param lost what readers lose under the gates that derivatives are asked for
   * @param still what these do not change
   */
  BackPropagation(Network network, ErrorMeasure measure, boolean second, Lost lost, Still still) {
    this.network = network;
    this.measure = measure;
    this.second = second;
    this.lost = lost;
    this.still = still;
  }

  /** Adds the derivatives over the samples of a chunk to the totals. */
  void add(Chunk chunk, Gates gates, Tensor target, Derivatives totals) {
    Map<String, Taken> taken = new HashMap<>();
    Program.InputHook gated = network.gated(gates);
    Program.InputHook recording =
        (node, slot, input) -> {
          if (network.sites(node, slot).isEmpty()) {
            return input;
          }
          Tensor after = gated.at(node, slot, input);
          if (!after
              .requires_grad()) { // nothing before it depends on a gate: recording starts here
            after = after.detach().requires_grad_(true);
          } else if (after.address()
              == input.address()) { // a tensor of its own, since others may read the same value
            after = input.view_as(input);
          }
          taken.put(key(node, slot), new Taken(node, slot, input, after));
          return after;
        };
    Map<String, Tensor> values = network.program().values(chunk.inputs(), gates);
    Tensor error =
        Autograd.on(
            () -> {
              still.run(chunk, values, recording);
              return measure.perSample(network.prediction(values, chunk.size()), target).sum();
            });
    if (!error.requires_grad()) { // it does not depend on any gate
      return;
    }
    List<Tensor> by = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>(); // of sites and values in the list
    taken.forEach((key, t) -> places.put(key, add(by, t.gated())));
    Set<String> given = new HashSet<>(); // by readers that lose what is under their kernels
    taken.values().stream()
        .filter(t -> lost.under(t.node()) != null)
        .forEach(t -> given.add(t.node().output()));
    values.forEach(
        (name, value) -> {
          if (value.requires_grad() && (second || given.contains(name))) {
            places.put(name, add(by, value));
          }
        });
    TensorVector gradients =
        Autograd.derivatives(
            error, new TensorVector(by.toArray(Tensor[]::new)), torch.ones_like(error), false);
    Map<String, Tensor> gradient = new HashMap<>();
    places.forEach(
        (name, place) -> {
          if (gradients.get(place).defined()) {
            gradient.put(name, gradients.get(place));
          }
        });
    Program.InputHook asTaken =
        (node, slot, input) -> {
          Taken t = taken.get(key(node, slot));
          return t == null ? input : t.gated();
        };
    taken.forEach(
        (key, t) ->
            Scopes.run(
                () -> {
                  Tensor g = gradient.get(key);
                  Reader under = t.slot() == 0 ? lost.under(t.node()) : null;
                  Tensor made = gradient.get(t.node().output());
                  if (under != null && made != null) {
                    double[] slopes =
                        Bridge.doubles(
                            under(under, values, asTaken).slopes(List.of(made), 1, gates.size()));
                    Arrays.setAll(totals.first(), k -> totals.first()[k] + slopes[k]);
                  } else if (g != null && under == null) {
                    addAlong(t, l -> l.mul(g), totals.first());
                  }
                }));
    if (second) {
      Tensor last = new LastCurvature(network, measure).diagonal(values, target, chunk.size());
      curvature(values, gradient, taken, asTaken, gated, last, totals);
    }
  }

  private LostUnder under(Reader reader, Map<String, Tensor> values, Program.InputHook asTaken) {
    int place = network.graph().nodes().indexOf(reader.node());
    return new LostUnder(reader, lost, network.program().step(place, values, asTaken));
  }

  private static int add(List<Tensor> list, Tensor tensor) {
    list.add(tensor);
    return list.size() - 1;
  }

  private static String key(Node node, int slot) {
    return "\0" + node.index() + ":" + slot; // no value has such a name
  }

  /** Goes back through the nodes with the diagonal of second derivatives. */
  private void curvature(
      Map<String, Tensor> values,
      Map<String, Tensor> gradient,
      Map<String, Taken> taken,
      Program.InputHook asTaken,
      Program.InputHook gated,
      Tensor last,
      Derivatives totals) {
    Map<String, Tensor> curvature = new HashMap<>();
    curvature.put(network.head().logits(), last);
    List<Node> nodes = network.graph().nodes();
    for (int place = nodes.size() - 1; place >= 0; place--) {
      Node node = nodes.get(place);
      requireOne(node, curvature);
      Tensor h = curvature.remove(node.output());
      Tensor g = gradient.get(node.output());
      if (h == null || g == null) {
        continue;
      }
      Step step = network.program().step(place, values, asTaken);
      @Nullable Tensor[] back = network.program().operator(place).curvature(step, g, h);
      for (int slot = 0; slot < back.length; slot++) {
        Tensor arrived = back[slot];
        if (arrived == null) {
          continue;
        }
        Taken t = taken.get(key(node, slot));
        if (t != null) {
          Tensor here = arrived;
          Reader under = slot == 0 ? lost.under(node) : null;
          Scopes.run(
              () -> {
                if (under == null) {
                  addAlong(t, l -> l.square().mul(here), totals.second());
                } else {
                  under(under, values, asTaken).addSecond(h, totals.second());
                }
              });
          arrived = gated.at(node, slot, gated.at(node, slot, arrived)); // times α²
        }
        String value = node.inputs().get(slot);
        Tensor known = curvature.get(value);
        curvature.put(value, known == null ? arrived : known.add(arrived));
      }
    }
  }

  /**
   * Rules are for a node's first output; one that leads on from another must not be passed over.
   */
  private static void requireOne(Node node, Map<String, Tensor> curvature) {
    for (String output : node.outputs().subList(1, node.outputs().size())) {
      if (curvature.containsKey(output)) {
        throw new UnusableException(
            node
                + ": its output '"
                + output
                + "' leads to the error, and second order is defined through first outputs only; rank"
                + " by another criterion");
      }
    }
  }

  /** Adds the sums over all axes but the neurons' of what is made of their losses. */
  private void addAlong(Taken taken, UnaryOperator<Tensor> of, double[] totals) {
    for (GateSite site : network.sites(taken.node(), taken.slot())) {
      Tensor products = of.apply(lost.at(site, taken.input().detach()));
      long[] others = LongStream.range(0, products.dim()).filter(a -> a != site.axis()).toArray();
      Tensor sums = products.to(ScalarType.Double);
      double[] along = Bridge.doubles(others.length == 0 ? sums : sums.sum(others));
      for (int i = 0; i < along.length; i++) {
        if (site.neurons()[i] >= 0) {
          totals[site.neurons()[i]] += along[i];
        }
      }
    }
  }
}
