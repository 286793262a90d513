package io.secateur.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a neuron's loss is weighed against: the error that it costs, per what it saves. */
public enum Per {
  /** Every neuron saves the same: the lowest score goes. */
  NEURON,
  /** Parameters. */
  PARAMETER,
  /** Floating-point operations for a sample. */
  FLOP,
  /** Milliseconds in ONNX Runtime. */
  LATENCY;

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That of a word; throws IllegalArgumentException in the words of the flag. */
  public static Per of(String word) {
    for (Per per : values()) {
      if (per.word().equals(word)) {
        return per;
      }
    }
    String words = Arrays.stream(values()).map(Per::word).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("--per must be one of " + words + ", not '" + word + "'");
  }
}
