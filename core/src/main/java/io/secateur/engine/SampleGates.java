package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.operators.Autograd;
import io.secateur.engine.operators.Step;
import io.secateur.engine.repair.Reader;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A recorded forward pass in which every sample has gates of its own, so that what is made of a
 * sample can be differentiated in that sample's gates.
 *
 * <p>A reader takes gated input + Σ_k (α_k − 1) · lost_k, with (α − 1) a variable at 0. Where it is
 * not known how samples lie, the variable has one row for all of them, and each sample is
 * differentiated by itself.
 */
final class SampleGates {
  private final Map<String, Tensor> values;
  private final Prediction prediction;
  private final Tensor variable; // (samples or 1, neurons)
  private final List<Given> given;
  private final boolean apart;

  /** What a convolution gives that loses what is under its kernel, of which (α − 1) is no part. */
  private record Given(LostUnder under, Tensor output) {}

  private SampleGates(
      Map<String, Tensor> values,
      Prediction prediction,
      Tensor variable,
      List<Given> given,
      boolean apart) {
    this.values = values;
    this.prediction = prediction;
    this.variable = variable;
    this.given = given;
    this.apart = apart;
  }

  /**
   * Runs the samples of a chunk.
   *
   * @param axes where samples lie; null where that is not known
   * @param lost what readers lose under these gates
   * @param again whether derivatives are to be differentiated once more: else what is lost, which
   *     counts for nothing at α = 1, needs no way back
   */
  static SampleGates run(
      Network network,
      @Nullable SampleAxes axes,
      Chunk chunk,
      Gates gates,
      Lost lost,
      boolean again) {
    int neurons = gates.size();
    int rows = axes == null ? 1 : chunk.size();
    Tensor variable = torch.zeros(new long[] {rows, neurons}, Bridge.doubles());
    variable.requires_grad_(true);
    Program.InputHook gated = network.gated(gates);
    List<GateSite> sites = network.anatomy().gateSites();
    Map<String, Tensor> values = network.program().values(chunk.inputs(), gates);
    return Autograd.on(
        () -> {
          Tensor none = torch.zeros(new long[] {rows, 1}, Bridge.doubles());
          Tensor all = torch.cat(new TensorVector(variable, none), 1); // (rows, neurons + 1)
          Program.InputHook hook =
              (node, slot, input) -> {
                Tensor taken = gated.at(node, slot, input);
                for (GateSite site : network.sites(node, slot)) {
                  if (input.is_floating_point()) {
                    Tensor own = all.index_select(1, Tensor.create(places(site, neurons)));
                    int rank = Math.toIntExact(input.dim());
                    Tensor factor =
                        axes == null
                            ? shared(site, own, rank)
                            : axes.spread(sites.indexOf(site), site, own, rank);
                    Tensor moved =
                        lost.at(site, again ? input : input.detach())
                            .mul(factor.to(input.scalar_type()));
                    taken = taken.add(moved);
                  }
                }
                return taken;
              };
          List<Given> given = new ArrayList<>();
          for (int place = 0; place < network.graph().nodes().size(); place++) {
            Node node = network.graph().nodes().get(place);
            Reader under = lost.under(node);
            if (under == null) {
              network.program().run(place, values, hook);
            } else { // what it loses is no part of its input
              Step step = network.program().step(place, values, gated);
              LostUnder what = new LostUnder(under, lost, step);
              if (again) {
                long[] shape = network.shapes().of(node.output());
                values.put(node.output(), LostUnder.shaped(what.moved(all), shape));
              } else {
                network.program().run(place, values, gated);
                given.add(new Given(what, recorded(values, node.output())));
              }
            }
          }
          Prediction prediction = network.prediction(values, chunk.size());
          return new SampleGates(values, prediction, variable, given, axes != null);
        });
  }

  /** A value in which what is made of it can be differentiated. */
  private static Tensor recorded(Map<String, Tensor> values, String name) {
    Tensor value = Objects.requireNonNull(values.get(name));
    return value.requires_grad() ? value : value.requires_grad_(true);
  }

  /** Columns of the variable along a site's axis; the last one for what is no neuron. */
  private static long[] places(GateSite site, int neurons) {
    return Arrays.stream(site.neurons()).mapToLong(k -> k < 0 ? neurons : k).toArray();
  }

  private static Tensor shared(GateSite site, Tensor own, int rank) {
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    shape[site.axis()] = own.size(1);
    return own.reshape(shape);
  }

  /** All values of the pass. */
  Map<String, Tensor> values() {
    return values;
  }

  Prediction prediction() {
    return prediction;
  }

  /**
   * ∂each_b/∂α_k (batch, neurons).
   *
   * @param each a number for each sample, made in this pass (batch)
   * @param again whether the result is to be differentiated once more
   */
  Tensor derivative(Tensor each, boolean again) {
    if (apart) {
      return one(each, again);
    }
    TensorVector rows = new TensorVector();
    for (int b = 0; b < each.size(0); b++) {
      rows.push_back(one(each.select(0, b), again));
    }
    return Autograd.on(() -> torch.cat(rows, 0));
  }

  private Tensor one(Tensor each, boolean again) {
    return Autograd.on(() -> of(List.of(each), again).select(1, 0));
  }

  /**
   * ∂each_bj/∂α_k of several numbers of each sample (batch, numbers, neurons); what lies under
   * kernels is laid out once for all of them.
   *
   * @param each the numbers, made in this pass (batch, numbers)
   */
  Tensor jacobian(Tensor each) {
    TensorVector rows = new TensorVector();
    for (int j = 0; j < each.size(1) && !apart; j++) {
      rows.push_back(derivative(each.select(1, j), false));
    }
    return apart ? of(columns(each), false) : torch.stack(rows, 1);
  }

  private static List<Tensor> columns(Tensor each) {
    return Autograd.on(
        () -> IntStream.range(0, (int) each.size(1)).mapToObj(j -> each.select(1, j)).toList());
  }

  /** Σ_k of each sample's slopes times its own numbers (batch). */
  static Tensor along(Tensor slopes, Tensor numbers) {
    return Autograd.on(() -> slopes.mul(numbers).sum(1));
  }

  /**
   * Σ_b ∂each_b/∂α_k (neurons), in one go however samples lie.
   *
   * @param again whether the result is to be differentiated once more
   */
  Tensor total(Tensor each, boolean again) {
    return Autograd.on(() -> of(List.of(each.sum()), again).sum(0, 1));
  }

  /** ∂(Σ each_j)/∂variable for each number j (rows, numbers, neurons). */
  private Tensor of(List<Tensor> each, boolean again) {
    try {
      List<TensorVector> found = each.stream().map(e -> back(e, again)).toList();
      Tensor none = torch.zeros_like(variable).detach();
      Tensor[] own =
          found.stream().map(f -> f.get(0).defined() ? f.get(0) : none).toArray(Tensor[]::new);
      Tensor slopes = again ? Autograd.on(() -> stacked(own)) : stacked(own);
      for (int i = 0; i < given.size(); i++) {
        Given lossy = given.get(i);
        List<Tensor> arriving = arriving(found, i + 1);
        if (arriving.stream().noneMatch(Tensor::defined)) {
          continue; // nothing that is differentiated depends on it
        }
        Scopes.run( // what lies under kernels is several times what activations are
            () -> {
              Tensor nothing = torch.zeros_like(lossy.output()).detach();
              List<Tensor> all = arriving.stream().map(a -> a.defined() ? a : nothing).toList();
              int neurons = Math.toIntExact(variable.size(1));
              slopes.add_(lossy.under().slopes(all, variable.size(0), neurons));
            });
      }
      return slopes;
    } catch (UnusableException e) {
      throw e;
    } catch (RuntimeException e) { // libtorch speaks in many lines, of which the first tells
      String message =
          e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
      throw new UnusableException(
          "the network's error cannot be differentiated as often as this criterion asks ("
              + message
              + "); rank by another criterion",
          e);
    }
  }

  private static List<Tensor> arriving(List<TensorVector> found, int place) {
    return found.stream().map(f -> f.get(place)).toList();
  }

  private static Tensor stacked(Tensor... rows) {
    return torch.stack(new TensorVector(rows), 1);
  }

  /** The derivatives of a sum in the variable, and in what each of the given gives. */
  private TensorVector back(Tensor each, boolean again) {
    TensorVector by = new TensorVector(variable);
    given.forEach(g -> by.push_back(g.output()));
    return each.requires_grad()
        ? Autograd.kept(each, by, torch.ones_like(each), again)
        : new TensorVector(given.size() + 1L); // undefined ones
  }
}
