package io.secateur;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.data.Dataset;
import io.secateur.model.Model;
import io.secateur.search.LatencyTable;
import io.secateur.search.Scoped;
import io.secateur.surgery.Surgery;
import io.secateur.verify.Latency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How long a model takes in ONNX Runtime when one of its layers is narrower. */
final class LayerLatency {
  /** A layer is measured at so many parts of its width, and at 1. */
  private static final int PARTS = 4;

  private LayerLatency() {}

  /**
   * Each layer at a quarter, a half, three quarters and all of its width, and with one neuron, in
   * turn, while the others are whole. Which neurons are left makes no difference.
   *
   * @throws io.secateur.model.UnusableException if ONNX Runtime cannot open or run one of them
   */
  static LatencyTable measure(Model model, Anatomy anatomy, Scoped scope, Dataset data) {
    Map<String, Map<Integer, Double>> table = new LinkedHashMap<>();
    for (Layer layer : anatomy.layers()) {
      if (scope.contains(layer)) {
        TreeSet<Integer> widths = new TreeSet<>(List.of(1));
        for (int part = 1; part <= PARTS; part++) {
          widths.add(Math.max(1, (int) ((long) layer.width() * part / PARTS)));
        }
        List<Model> models = new ArrayList<>();
        widths.forEach(width -> models.add(cut(model, anatomy, layer, width)));
        double[] millis = Latency.medianMillis(models, data);
        Map<Integer, Double> byWidth = new LinkedHashMap<>();
        widths.forEach(width -> byWidth.put(width, millis[byWidth.size()]));
        table.put(layer.name(), byWidth);
      }
    }
    return new LatencyTable(table);
  }

  private static Model cut(Model model, Anatomy anatomy, Layer layer, int width) {
    Gates gates = anatomy.open();
    for (int i = width; i < layer.width(); i++) {
      gates = gates.close(layer.firstNeuron() + i);
    }
    return Surgery.remove(model, anatomy, gates);
  }
}
