package io.secateur;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Layer;
import io.secateur.model.UnusableException;
import io.secateur.report.Json;
import io.secateur.search.LatencyTable;
import io.secateur.search.Scoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file {@code latency.json} of a run: what was measured when it began, so that it goes on by
 * the same numbers.
 */
final class LatencyFile {
  private static final TypeReference<Map<String, Map<Integer, Double>>> TABLE =
      new TypeReference<>() {};

  private LatencyFile() {}

  /**
   * Reads it, or where a run begins, measures and writes it.
   *
   * @param isBegun whether something is gone already
   * @throws UnusableException if it cannot be read, or is not there though the run has begun
   */
  static LatencyTable of(Path run, Workspace work, Scoped scope, boolean isBegun) {
    Path file = run.resolve("latency.json");
    if (Files.exists(file)) {
      return read(file, work, scope);
    }
    if (isBegun) {
      throw new UnusableException(sentence(file));
    }
    LatencyTable table =
        LayerLatency.measure(work.model(), work.network().anatomy(), scope, work.data());
    Json.write(table.measured(), file);
    return table;
  }

  private static LatencyTable read(Path file, Workspace work, Scoped scope) {
    LatencyTable table;
    try {
      table = new LatencyTable(new ObjectMapper().readValue(file.toFile(), TABLE));
    } catch (IOException | RuntimeException e) { // also where it is no such table
      throw new UnusableException(sentence(file), e);
    }
    for (Layer layer : work.network().anatomy().layers()) {
      if (scope.contains(layer) && !table.covers(layer.name(), layer.width())) {
        throw new UnusableException(sentence(file));
      }
    }
    return table;
  }

  private static String sentence(Path file) {
    return "'"
        + file
        + "' was expected to say how long the network takes by the widths of its layers, and does"
        + " not; give a new folder, or remove this one";
  }
}
