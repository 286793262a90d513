package io.secateur.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A removal as one line of JSON; every number comes back as it was written. */
final class JournalLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JournalLine() {}

  static String of(Removal removal) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", removal.step());
    line.put("layer", removal.neuron().layer().name());
    line.put("neuron", removal.neuron().index());
    line.put("predicted", finite(removal.predicted()));
    line.put("error", finite(removal.error()));
    line.put("accuracy", finite(removal.accuracy()));
    line.put("seconds", removal.seconds());
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and numbers are JSON", e);
    }
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** Reads one; null if it is not a removal from this network. */
  static @Nullable Removal read(String text, Anatomy anatomy) {
    JsonNode line;
    try {
      line = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
    String name = line.path("layer").asText();
    int index = line.path("neuron").asInt(-1);
    for (Layer layer : anatomy.layers()) {
      if (layer.name().equals(name) && layer.isPrunable() && index >= 0 && index < layer.width()) {
        return new Removal(
            line.path("step").asInt(),
            anatomy.neurons().get(layer.firstNeuron() + index),
            line.path("predicted").asDouble(Double.POSITIVE_INFINITY), // as what is no number ranks
            line.path("error").asDouble(Double.POSITIVE_INFINITY),
            line.path("accuracy").asDouble(Double.NaN),
            line.path("seconds").asDouble());
      }
    }
    return null;
  }
}
