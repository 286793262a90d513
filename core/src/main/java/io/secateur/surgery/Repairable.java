package io.secateur.surgery;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.Network;
import io.secateur.engine.repair.Readers;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A model in which every dense layer and convolution that reads neurons gets weights and a bias of
 * its own, so that they can be fitted anew: weights that several nodes share, or that other nodes
 * make of constants, are copied, and where there is no bias, zeros are added.
 */
public final class Repairable {
  /**
   * What one reader gets.
   *
   * @param weights the constant that it takes
   * @param copy what it takes instead; null to leave it
   * @param bias the constant that is its bias; null if there is none
   * @param zeros what becomes its bias; null to leave it
   * @param appended whether that is added by a node of its own
   */
  private record Part(
      Node node,
      String weights,
      @Nullable Tensor copy,
      @Nullable String bias,
      @Nullable Tensor zeros,
      boolean appended) {}

  private final Model model;
  private final List<Part> parts = new ArrayList<>();

  private Repairable(Model model) {
    this.model = model;
  }

  /** Finds what the readers of a model's neurons need. */
  public static Repairable of(Model model, Network network) {
    Repairable repairable = new Repairable(model);
    for (GateSite site : network.anatomy().gateSites()) {
      if (Readers.isSummed(site, network.graph(), network.shapes())) {
        Tensor weights = network.constant(site.node().input(1));
        if (weights != null && weights.type() == ElementType.FLOAT) {
          repairable.parts.add(repairable.part(site.node(), weights));
        }
      }
    }
    return repairable;
  }

  private Part part(Node node, Tensor weights) {
    Graph graph = model.graph();
    int outputs = Readers.outputs(node, weights.dims());
    Tensor copy = Readers.isOwn(graph, node, 1) ? null : weights;
    boolean product = node.op().equals("MatMul");
    boolean scaled = !product && node.attributes().real("beta", 1) == 0;
    if (!product && !scaled && !node.hasInput(2)) {
      return new Part(node, node.input(1), copy, null, zeros(outputs), false);
    }
    Tensor bias = product || scaled ? null : graph.constants().get(node.input(2));
    if (bias != null && bias.type() == ElementType.FLOAT && isRow(bias, outputs)) {
      boolean own = bias.size() == outputs && Readers.isOwn(graph, node, 2);
      return new Part(
          node, node.input(1), copy, node.input(2), own ? null : row(bias, outputs), false);
    }
    String added = Readers.added(graph, node, outputs);
    return added == null
        ? new Part(node, node.input(1), copy, null, zeros(outputs), true)
        : new Part(node, node.input(1), copy, added, null, false);
  }

  private static boolean isRow(Tensor bias, int outputs) {
    long last = bias.rank() == 0 ? 1 : bias.dims()[bias.rank() - 1];
    return bias.size() == last && (last == outputs || last == 1);
  }

  private static Tensor row(Tensor bias, int outputs) {
    float[] row = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      row[i] = (float) bias.at(bias.size() == 1 ? 0 : i);
    }
    return Tensor.of(new long[] {outputs}, row);
  }

  private static Tensor zeros(int outputs) {
    return Tensor.of(new long[] {outputs}, new float[outputs]);
  }

  /** The model with all of it, which computes what it did. */
  public Model prepared() {
    return edited((name, value) -> value, false);
  }

  /**
   * The model with the weights that were fitted anew in the prepared one; what was not stays as it
   * was.
   */
  public Model repaired(Gates gates) {
    Map<String, Tensor> refitted = gates.refitted();
    return edited((name, value) -> refitted.getOrDefault(name, value), true);
  }

  private Model edited(BiFunction<String, Tensor, Tensor> values, boolean onlyChanged) {
    ModelEdit edit = new ModelEdit(model);
    if (parts.stream().anyMatch(Part::appended)) {
      edit.keepNames(); // a node without one is named by its place
    }
    for (Part part : parts) {
      String weightsName = part.copy() == null ? part.weights() : name(part, "weights");
      String biasName = part.zeros() == null ? part.bias() : name(part, "bias");
      Tensor weightsBefore = part.copy() == null ? constant(part.weights()) : part.copy();
      Tensor weights = values.apply(weightsName, weightsBefore);
      if (onlyChanged && weights == weightsBefore) {
        continue;
      }
      if (part.copy() == null) {
        edit.replace(weightsName, weights);
      } else {
        edit.rewire(part.node(), 1, edit.add(weightsName, weights));
      }
      if (biasName == null) {
        continue;
      }
      Tensor bias =
          values.apply(biasName, part.zeros() == null ? constant(biasName) : part.zeros());
      if (part.zeros() == null) {
        edit.replace(biasName, bias);
      } else if (part.appended()) {
        edit.append(part.node(), "Add", edit.add(biasName, bias));
      } else {
        edit.rewire(part.node(), 2, edit.add(biasName, bias));
      }
    }
    return edit.apply();
  }

  private Tensor constant(String name) {
    return java.util.Objects.requireNonNull(model.graph().constants().get(name));
  }

  /** One that no model has but such as these, where it is a node's own. */
  private String name(Part part, String what) {
    String name = "repaired_" + what + "_" + part.node().index();
    while (model.graph().constants().containsKey(name) || model.graph().producer(name) != null) {
      name += "_";
    }
    return name;
  }
}
