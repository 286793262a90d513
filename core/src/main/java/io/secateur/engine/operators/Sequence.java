package io.secateur.engine.operators;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A value that is a sequence of tensors; to whom does not ask for these, it is their number. */
public final class Sequence extends Tensor {
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

  /** All that a value has in native memory: the tensor, or a sequence with those inside. */
  public static List<Tensor> tensors(Tensor value) {
    if (!(value instanceof Sequence sequence)) {
      return List.of(value);
    }
    List<Tensor> all = new ArrayList<>(sequence.elements);
    all.add(sequence);
    return all;
  }

  List<Tensor> elements() {
    return elements;
  }

  ScalarType type() {
    return type;
  }
}
