package io.secateur.runtime;

import io.secateur.model.Tensor;
import java.util.List;

/**
 * What a model gave at one of its outputs.
 *
 * @param tensors one tensor, or as many as a sequence holds
 * @param isSequence whether it is a sequence
 */
public record Output(List<Tensor> tensors, boolean isSequence) {
  public Output {
    tensors = List.copyOf(tensors);
  }
}
