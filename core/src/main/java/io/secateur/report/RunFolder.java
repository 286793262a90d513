package io.secateur.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file {@code run.json}: what a folder is the run of, so that no other goes on in it. */
public final class RunFolder {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Where a file lies changes nothing; what is in it is told by its hash. */
  private static final Set<String> PATHS = Set.of("model", "data", "holdout");

  /** What a hash is of, in words. */
  private static final Map<String, String> HASHED =
      Map.of(
          "model_sha256", "model",
          "weights_sha256", "model",
          "data_sha256", "data",
          "holdout_sha256", "holdout");

  private RunFolder() {}

  /**
   * Refuses a folder that holds something else than a run of this provenance.
   *
   * @throws UnusableException in a sentence that says what differs
   */
  public static void check(Path folder, Map<String, Object> provenance) {
    Path file = folder.resolve("run.json");
    if (!Files.exists(file)) {
      if (Files.exists(folder.resolve("removals.jsonl"))) {
        throw new UnusableException(
            "the run folder '"
                + folder
                + "' holds a run already, and no run.json that says of what; give a new folder, or"
                + " remove it");
      }
      return;
    }
    Set<String> differences = differences(read(file), json(identity(provenance)));
    if (!differences.isEmpty()) {
      throw new UnusableException(
          "the run folder '"
              + folder
              + "' holds another run: "
              + String.join(", ", differences)
              + "; go on with what it was begun with, or give another folder");
    }
  }

  /**
   * Makes a folder the run of this provenance, if it is not already.
   *
   * @throws UnusableException if it holds another run, or cannot be written
   */
  public static void claim(Path folder, Map<String, Object> provenance) {
    check(folder, provenance);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableException(
          "the run folder '" + folder + "' cannot be used: " + e.getMessage(), e);
    }
    if (!Files.exists(folder.resolve("run.json"))) {
      Json.write(identity(provenance), folder.resolve("run.json"));
    }
  }

  /**
   * What a run was asked for by a flag.
   *
   * @param option the flag's word
   * @return null if nothing, or where the folder does not say what it is a run of
   */
  public static @Nullable String option(Path folder, String option) {
    Path file = folder.resolve("run.json");
    JsonNode value = Files.exists(file) ? read(file).path("options").get(option) : null;
    return value == null || value.isNull() ? null : word(value);
  }

  /** Another JVM gives the same. */
  private static Map<String, Object> identity(Map<String, Object> provenance) {
    Map<String, Object> identity = new LinkedHashMap<>(provenance);
    identity.remove("jvm");
    return identity;
  }

  /** As if it had been read from a file, where numbers are as narrow as they can be. */
  private static JsonNode json(Map<String, Object> identity) {
    try {
      return MAPPER.readTree(Json.text(identity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written is JSON", e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException e) { // also where it is no JSON
      throw new UnusableException(
          "'"
              + file
              + "' does not say what it is a run of; give another folder, or remove this one",
          e);
    }
  }

  private static Set<String> differences(JsonNode there, JsonNode here) {
    Set<String> differences = new LinkedHashSet<>();
    for (String name : names(there, here)) {
      JsonNode was = there.get(name);
      JsonNode is = here.get(name);
      if (name.equals("options") || Objects.equals(was, is)) {
        continue;
      }
      if (was != null && is != null && HASHED.containsKey(name)) {
        differences.add("its " + HASHED.get(name) + " was another");
      } else if (HASHED.containsKey(name)) {
        differences.add("it had " + (was == null ? "no " : "a ") + HASHED.get(name));
      } else {
        differences.add(changed(name.equals("version") ? "Secateur" : "--" + name, was, is));
      }
    }
    for (String name : names(there.path("options"), here.path("options"))) {
      JsonNode was = there.path("options").get(name);
      JsonNode is = here.path("options").get(name);
      if (!PATHS.contains(name) && !Objects.equals(was, is)) {
        differences.add(changed("--" + name, was, is));
      }
    }
    return differences;
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new LinkedHashSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String changed(String what, @Nullable JsonNode was, @Nullable JsonNode is) {
    return what + " was " + word(was) + " and is " + word(is);
  }

  private static String word(@Nullable JsonNode value) {
    return value == null ? "not given" : value.isTextual() ? value.asText() : value.toString();
  }
}
