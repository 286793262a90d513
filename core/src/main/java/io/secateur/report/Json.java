package io.secateur.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.secateur.model.WholeFile;
import io.secateur.search.Regret;
import io.secateur.search.Scoped;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON, under names that others may rely on. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /** A result of pruning: before, after, agreement, and how it came about. */
  public static Map<String, Object> of(PruneResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("before", of(result.before()));
    json.put("after", of(result.after()));
    json.put("agreement", result.agreement());
    json.put("agreement_samples", result.samples());
    json.put("error", result.error().measure().word());
    json.put("removed", result.search().removals().size());
    if (!result.search().swaps().isEmpty()) {
      json.put("swapped", result.search().swaps().size());
    }
    json.put("stopped", result.search().reason());
    Regret regret = result.search().regret();
    if (regret != null) {
      json.put("regret", of(regret));
    }
    if (!result.scope().kept().isEmpty()) {
      json.put("left_out", result.scope().kept().stream().map(Json::of).toList());
    }
    json.put("provenance", result.provenance());
    return json;
  }

  private static Map<String, Object> of(Scoped.Kept kept) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", kept.layer().name());
    if (kept.isCoupled()) {
      json.put("coupled_to", kept.because());
    }
    return json;
  }

  private static Map<String, Object> of(Regret regret) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("audits", regret.audits());
    json.put("best", regret.best());
    json.put("mean_excess", number(regret.mean()));
    json.put("largest_excess", number(regret.largest()));
    return json;
  }

  private static Map<String, Object> of(Footprint footprint) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("neurons", footprint.neurons());
    json.put("parameters", footprint.parameters());
    json.put("flops", footprint.flops());
    json.put("bytes", footprint.bytes());
    json.put("error", number(footprint.error()));
    json.put("accuracy", number(footprint.accuracy()));
    json.put("latency_ms", number(footprint.latencyMs()));
    return json;
  }

  /** JSON has no word for what is not a number: it becomes null. */
  public static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The text of maps, lists, strings and numbers. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  /**
   * Writes a file whole or not at all.
   *
   * @throws io.secateur.model.UnusableException if it cannot be written
   */
  public static void write(Object value, Path file) {
    WholeFile.write(file, text(value) + "\n");
  }
}
