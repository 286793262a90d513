package io.secateur.engine.operators;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A value that is a sequence of tensors; to whom does not ask for these, it is their number. */
final class Sequence extends Tensor {
  private final transient List<Tensor> elements;
  private final transient ScalarType type;

  /**
   * @param type what the elements of its tensors are
   */
  Sequence(List<Tensor> elements, ScalarType type) {
    super(Tensor.create(new long[] {elements.size()}).squeeze());
    this.elements = List.copyOf(elements);
    this.type = type;
  }

  List<Tensor> elements() {
    return elements;
  }

  ScalarType type() {
    return type;
  }
}
