package io.secateur.engine.errors;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a network gives for a batch.
 *
 * @param output its output (batch, k) in double precision
 * @param logits its last pre-activation (batch, k) in double precision
 * @param kind what the outputs are
 */
public record Prediction(Tensor output, Tensor logits, OutputKind kind) {

  /** The same in double precision, a row a sample. */
  public static Prediction of(Tensor output, Tensor logits, OutputKind kind) {
    return new Prediction(flat(output), flat(logits), kind);
  }

  private static Tensor flat(Tensor values) {
    long batch = values.dim() == 0 ? 1 : values.size(0);
    return torch.reshape(values.to(ScalarType.Double), batch, values.numel() / batch);
  }

  /**
   * Whether each output is the probability of a thing of its own, and not one of several classes.
   */
  boolean isBernoulli() {
    return kind == OutputKind.SIGMOID || (kind == OutputKind.LINEAR && output.size(1) == 1);
  }

  /** p of each output (batch, k). */
  Tensor probabilities() {
    return isBernoulli() ? torch.sigmoid(logits) : torch.softmax(logits, 1);
  }

  /** log p of each output (batch, k). */
  Tensor logProbabilities() {
    return isBernoulli() ? torch.log_sigmoid(logits) : torch.log_softmax(logits, 1);
  }

  /** log (1 − p) of each output (batch, k), where each is a probability for itself. */
  Tensor logComplements() {
    return torch.log_sigmoid(torch.neg(logits));
  }
}
