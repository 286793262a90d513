package io.secateur.data;

import io.secateur.model.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some samples, ready for a network.
 *
 * @param size how many samples
 * @param inputs by the names of the model's inputs, each (size, as the model asks)
 * @param targets what the network should say of each sample
 */
public record Batch(int size, Map<String, Tensor> inputs, Targets targets) {
  public Batch {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
