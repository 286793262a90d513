package io.secateur;

import io.secateur.data.DataOptions;
import io.secateur.search.Amount;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options in the words of the flags; those that were not given are left out. */
public final class FlagWords {
  private final Map<String, Object> words = new LinkedHashMap<>();

  /** Adds a flag, if it has a value. */
  public FlagWords put(String flag, @Nullable Object value) {
    if (value != null) {
      words.put(flag, value);
    }
    return this;
  }

  /** Adds where samples come from, and how they are prepared. */
  public FlagWords put(DataOptions data, @Nullable DataOptions holdout) {
    put("data", data.source());
    put("holdout", holdout == null ? null : holdout.source());
    put("skip", data.skip() == 0 ? null : data.skip());
    put("take", data.take() == Long.MAX_VALUE ? null : data.take());
    put("scale", data.scale() == 1 ? null : data.scale());
    put("mean", data.mean().isEmpty() ? null : data.mean());
    return put("std", data.std().isEmpty() ? null : data.std());
  }

  /** Adds which layers may lose neurons. */
  public FlagWords put(Scope scope) {
    put("only", scope.only().isEmpty() ? null : scope.only());
    return put("except", scope.except().isEmpty() ? null : scope.except());
  }

  /** Adds when to stop. */
  public FlagWords put(Stops stops) {
    put("neurons", word(stops.neurons()));
    put("keep-accuracy", stops.keepAccuracy());
    put("max-error", stops.maxError());
    put("params", word(stops.params()));
    return put("flops", word(stops.flops()));
  }

  /** An amount as it was spelt. */
  static @Nullable String word(@Nullable Amount amount) {
    return amount == null ? null : amount.toString();
  }

  /** All that was added, in that order. */
  public Map<String, Object> all() {
    return words;
  }
}
