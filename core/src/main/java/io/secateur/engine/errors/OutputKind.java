package io.secateur.engine.errors;

/** What the numbers that a network ends in are. */
public enum OutputKind {
  /** The last operation is linear: logits of classes, or plain values. */
  LINEAR("a linear map"),
  /** Probabilities that sum to one. */
  SOFTMAX("a softmax"),
  /** Their logarithms. */
  LOG_SOFTMAX("a log-softmax"),
  /** Probabilities each for itself. */
  SIGMOID("a sigmoid"),
  /** Another function of each element, or something that gives no probabilities. */
  OTHER("neither a softmax, a sigmoid nor a linear map");

  private final String words;

  OutputKind(String words) {
    this.words = words;
  }

  /** For sentences: "the network ends in ...". */
  public String words() {
    return words;
  }
}
