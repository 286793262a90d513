package io.secateur.surgery;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Shapes;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the gates into a model as multiplications, so that any runtime can run the gated network.
 */
public final class Gating {
  private Gating() {}

  /** The model with a multiplication by α before every reader of a neuron. */
  public static Model apply(Model model, Anatomy anatomy, Gates gates, Shapes shapes) {
    ModelEdit edit = new ModelEdit(model);
    Map<String, String> gated =
        new HashMap<>(); // an input that has several gates takes the last value
    for (GateSite site : anatomy.gateSites()) {
      String input = site.node().input(site.slot());
      String key = site.node().index() + ":" + site.slot();
      long[] shape = new long[shapes.of(input).length];
      Arrays.fill(shape, 1);
      shape[site.axis()] = site.neurons().length;
      float[] alpha = new float[site.neurons().length];
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = site.neurons()[i] < 0 ? 1 : (float) gates.alpha(site.neurons()[i]);
      }
      String factor = edit.add("gate_" + key, Tensor.of(shape, alpha));
      String from = gated.getOrDefault(key, input);
      String product = edit.insert(site.node(), "Mul", List.of(from, factor), "gated_" + key);
      edit.rewire(site.node(), site.slot(), product);
      gated.put(key, product);
    }
    return edit.apply();
  }
}
