package io.secateur.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
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
    if (removal.isMeasured()) {
      line.put("error", finite(removal.error()));
      line.put("accuracy", finite(removal.accuracy()));
    }
    line.put("seconds", removal.seconds());
    Audit audit = removal.audit();
    if (audit != null) {
      line.put("audit", of(audit));
    }
    return text(line);
  }

  static String of(Swap swap) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("swap", swap.step());
    line.put("back", place(swap.back()));
    line.put("out", place(swap.out()));
    line.put("error", finite(swap.error()));
    line.put("accuracy", finite(swap.accuracy()));
    line.put("seconds", swap.seconds());
    return text(line);
  }

  private static Map<String, Object> place(Neuron neuron) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("layer", neuron.layer().name());
    place.put("neuron", neuron.index());
    return place;
  }

  private static String text(Map<String, Object> line) {
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and numbers are JSON", e);
    }
  }

  private static Map<String, Object> of(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", audit.best().layer().name());
    json.put("neuron", audit.best().index());
    json.put("error", finite(audit.error()));
    json.put("excess", finite(audit.excess()));
    return json;
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
    Neuron neuron = neuron(line, anatomy);
    JsonNode audit = line.path("audit");
    Neuron best = neuron(audit, anatomy);
    if (neuron == null || (best == null && !audit.isMissingNode())) {
      return null;
    }
    return new Removal(
        line.path("step").asInt(),
        neuron,
        number(line, "predicted"), // as what is no number ranks
        line.has("error") ? number(line, "error") : Double.NaN,
        line.path("accuracy").asDouble(Double.NaN),
        line.path("seconds").asDouble(),
        best == null ? null : new Audit(best, number(audit, "error"), number(audit, "excess")));
  }

  /** Reads a swap; null if it is none of this network's neurons. */
  static @Nullable Swap readSwap(String text, Anatomy anatomy) {
    JsonNode line;
    try {
      line = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
    Neuron back = neuron(line.path("back"), anatomy);
    Neuron out = neuron(line.path("out"), anatomy);
    return back == null || out == null
        ? null
        : new Swap(
            line.path("swap").asInt(),
            back,
            out,
            number(line, "error"),
            line.path("accuracy").asDouble(Double.NaN),
            line.path("seconds").asDouble());
  }

  private static double number(JsonNode json, String name) {
    return json.path(name).asDouble(Double.POSITIVE_INFINITY);
  }

  private static @Nullable Neuron neuron(JsonNode json, Anatomy anatomy) {
    String name = json.path("layer").asText();
    int index = json.path("neuron").asInt(-1);
    for (Layer layer : anatomy.layers()) {
      if (layer.name().equals(name) && layer.isPrunable() && index >= 0 && index < layer.width()) {
        return anatomy.neurons().get(layer.firstNeuron() + index);
      }
    }
    return null;
  }
}
