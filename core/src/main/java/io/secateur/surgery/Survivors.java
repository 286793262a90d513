package io.secateur.surgery;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For every layer, which old neuron each new one is. */
public final class Survivors {
  private Survivors() {}

  /**
   * By layer name, in the graph's order: the old indices of the neurons that are left, ascending.
   */
  public static Map<String, List<Integer>> of(Anatomy anatomy, Gates gates) {
    Map<String, List<Integer>> map = new LinkedHashMap<>();
    for (Layer layer : anatomy.layers()) {
      List<Integer> left = new ArrayList<>();
      for (int i = 0; i < layer.width(); i++) {
        if (!layer.isPrunable() || gates.isOpen(layer.firstNeuron() + i)) {
          left.add(i);
        }
      }
      map.put(layer.name(), left);
    }
    return map;
  }
}
