package io.secateur;

import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.search.Budget;
import io.secateur.search.Per;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a result came about, so that it can be had again. */
public final class Provenance {
  private Provenance() {}

  /** Version, JVM, options, seed, and hashes of model and data; the last two are hashes. */
  static Map<String, Object> of(
      PruneOptions options, Model model, String data, @Nullable String holdout) {
    return of(options(options), options.how().seed(), options.model(), model, data, holdout);
  }

  /**
   * The same of other work.
   *
   * @param options in the words of the flags
   * @param file the model's
   * @param data its hash
   * @param holdout its hash; null where there is none
   */
  public static Map<String, Object> of(
      Map<String, Object> options,
      long seed,
      Path file,
      Model model,
      String data,
      @Nullable String holdout) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", version());
    provenance.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    provenance.put("options", options);
    provenance.put("seed", seed);
    provenance.put("model_sha256", sha256(file));
    provenance.put("weights_sha256", sha256(model.graph().constants()));
    provenance.put("data_sha256", data);
    if (holdout != null) {
      provenance.put("holdout_sha256", holdout);
    }
    return provenance;
  }

  /** The options in the words of the flags; those that were not given are left out. */
  private static Map<String, Object> options(PruneOptions options) {
    FlagWords words = new FlagWords();
    words.put("model", options.model().toString());
    words.put(options.data(), options.holdout());
    words.put("error", options.error());
    words.put("by", options.by());
    Threshold threshold = options.how().threshold();
    boolean plain = threshold == Threshold.NONE;
    words.put("threshold", plain ? null : threshold.name().toLowerCase(Locale.ROOT));
    Shortcut shortcut = options.how().shortcut();
    words.put(shortcut.word(), shortcut.isExact() ? null : shortcut.value());
    words.put("audit", options.how().audit());
    words.put("order", options.order().word());
    words.put("step", FlagWords.word(options.step()));
    words.put(options.scope());
    words.put("multiple-of", options.multiple() == 1 ? null : options.multiple());
    Budget budget = options.budget();
    words.put("widths", budget.widths().isNone() ? null : budget.widths().toString());
    words.put("per-layer", budget.perLayer() ? true : null);
    words.put("per", budget.per() == Per.NEURON ? null : budget.per().word());
    words.put("swaps", budget.swaps() == 0 ? null : budget.swaps());
    Repair repair = options.repair();
    words.put("repair", repair == Repair.NONE ? null : repair.word());
    words.put(options.stops());
    return words.put("memory", options.memory()).all();
  }

  /** The version in the jar's manifest. */
  static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Of names and elements, wherever they lie: a model's file need not hold its weights. */
  private static String sha256(Map<String, Tensor> constants) {
    MessageDigest digest = sha256();
    new TreeMap<>(constants)
        .forEach(
            (name, tensor) -> {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              digest.update(tensor.bytes());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UnusableException("model '" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
