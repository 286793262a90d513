package io.secateur.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Evaluation;
import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder with one file for each curve that is whole, in JSON; every number comes back as it was
 * written.
 */
final class CurveStore {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final Anatomy anatomy;

  CurveStore(Path folder, Anatomy anatomy) {
    this.folder = folder;
    this.anatomy = anatomy;
  }

  private Path file(Method method) {
    return folder.resolve(method.fileName() + ".curve.json");
  }

  /** The curve of a method; null if there is none yet. */
  @Nullable Curve find(Method method) {
    Path file = file(method);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return curve(method, MAPPER.readTree(Files.readString(file)));
    } catch (IOException | NoCurveException e) {
      throw new UnusableException(
          "'"
              + file
              + "' was expected to hold a curve of this network, and holds something else; remove it,"
              + " or give a new folder",
          e);
    }
  }

  void keep(Curve curve) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", curve.method().name());
    json.put("samples", curve.start().samples());
    json.put("error", curve.start().error());
    json.put("accuracy", curve.start().accuracy());
    json.put("holdout_accuracy", curve.startHoldout());
    json.put("stopped", curve.stopped());
    json.put("points", curve.points().stream().map(CurveStore::json).toList());
    try {
      Files.createDirectories(folder);
      WholeFile.write(file(curve.method()), MAPPER.writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new UnusableException(
          "cannot write '" + file(curve.method()) + "': " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> json(Curve.Point point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", point.neuron().layer().name());
    json.put("neuron", point.neuron().index());
    json.put("predicted", point.predicted());
    json.put("error", point.error());
    json.put("accuracy", point.accuracy());
    json.put("holdout_accuracy", point.holdoutAccuracy());
    json.put("seconds", point.seconds());
    json.put("passes", point.passes());
    return json;
  }

  private static final class NoCurveException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Curve curve(Method method, JsonNode json) throws NoCurveException {
    if (!json.path("method").asText().equals(method.name()) || !json.path("points").isArray()) {
      throw new NoCurveException();
    }
    List<Curve.Point> points = new ArrayList<>();
    for (JsonNode point : json.path("points")) {
      points.add(
          new Curve.Point(
              points.size() + 1,
              neuron(point),
              number(point, "predicted"),
              number(point, "error"),
              number(point, "accuracy"),
              number(point, "holdout_accuracy"),
              number(point, "seconds"),
              number(point, "passes")));
    }
    Evaluation start =
        new Evaluation(
            json.path("samples").asInt(), number(json, "error"), number(json, "accuracy"));
    return new Curve(
        method,
        start,
        number(json, "holdout_accuracy"),
        points,
        json.path("stopped").asText(),
        true);
  }

  /** What is no number is a string in JSON. */
  private static double number(JsonNode json, String name) throws NoCurveException {
    JsonNode value = json.path(name);
    if (value.isNumber()) {
      return value.asDouble();
    }
    try {
      return Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      throw new NoCurveException();
    }
  }

  private Neuron neuron(JsonNode json) throws NoCurveException {
    String name = json.path("layer").asText();
    int index = json.path("neuron").asInt(-1);
    for (Layer layer : anatomy.layers()) {
      if (layer.name().equals(name) && layer.isPrunable() && index >= 0 && index < layer.width()) {
        return anatomy.neurons().get(layer.firstNeuron() + index);
      }
    }
    throw new NoCurveException();
  }
}
