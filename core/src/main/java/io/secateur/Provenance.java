package io.secateur;

import io.secateur.data.Dataset;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a result came about, so that it can be had again. */
final class Provenance {
  private Provenance() {}

  /** Version, JVM, options, seed, and hashes of model and data. */
  static Map<String, Object> of(PruneOptions options, Dataset data, @Nullable Dataset holdout) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", version());
    provenance.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    provenance.put("options", options(options));
    provenance.put("seed", options.seed());
    provenance.put("model_sha256", sha256(options.model()));
    provenance.put("data_sha256", data.sha256());
    if (holdout != null) {
      provenance.put("holdout_sha256", holdout.sha256());
    }
    return provenance;
  }

  private static Map<String, String> options(PruneOptions options) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("by", options.by());
    words.put("threshold", options.threshold().name().toLowerCase(java.util.Locale.ROOT));
    words.put("order", options.order().word());
    words.put("error", options.error());
    words.put("data", options.data().toString());
    words.put("holdout", String.valueOf(options.holdout()));
    words.put("stops", options.stops().toString());
    return words;
  }

  /** The version in the jar's manifest. */
  static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UnusableException("model '" + file + "' cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
