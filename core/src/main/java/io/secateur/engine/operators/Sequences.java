package io.secateur.engine.operators;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators that put tensors into sequences and take them out again. */
final class Sequences {
  private Sequences() {}

  static Tensor empty(Step step) {
    int type = (int) step.attributes().integer("dtype", 1);
    return new Sequence(List.of(), Casting.type(step.node(), type));
  }

  static Tensor construct(Step step) {
    List<Tensor> elements = new ArrayList<>();
    for (int i = 0; i < step.inputs().length; i++) {
      elements.add(step.in(i));
    }
    return new Sequence(elements, step.in(0).scalar_type());
  }

  /** At a place, which may be counted from the end; at the end where it is left out. */
  static Tensor insert(Step step) {
    List<Tensor> elements = new ArrayList<>(sequence(step).elements());
    int place = step.has(2) ? Step.axis(step.longs(2)[0], elements.size()) : elements.size();
    elements.add(place, step.in(1));
    return new Sequence(elements, step.in(1).scalar_type());
  }

  /** Without the tensor at a place; without the last where it is left out. */
  static Tensor erase(Step step) {
    List<Tensor> elements = new ArrayList<>(sequence(step).elements());
    elements.remove(step.has(1) ? place(step) : elements.size() - 1);
    return new Sequence(elements, sequence(step).type());
  }

  static Tensor at(Step step) {
    return sequence(step).elements().get(place(step));
  }

  static Tensor length(Step step) {
    return Tensor.create(new long[] {sequence(step).elements().size()}).squeeze();
  }

  /** One after the other along an axis, which may be a new one. */
  static Tensor concat(Step step) {
    TensorVector parts = new TensorVector(sequence(step).elements().toArray(Tensor[]::new));
    long axis = step.attributes().integer("axis", 0);
    boolean fresh = step.attributes().integer("new_axis", 0) != 0;
    return fresh ? torch.stack(parts, axis) : torch.cat(parts, axis);
  }

  /** Ranges of an axis, of given lengths or all of one; single indices where none are given. */
  static Tensor split(Step step) {
    Tensor x = step.in(0);
    int axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    boolean single = !step.has(1);
    boolean keep = !single || step.attributes().integer("keepdims", 1) != 0;
    long[] lengths = single ? new long[] {1} : step.longs(1);
    boolean same = single || step.in(1).dim() == 0;
    List<Tensor> elements = new ArrayList<>();
    long from = 0;
    for (int i = 0; same ? from < x.size(axis) : i < lengths.length; i++) {
      long length = same ? Math.min(lengths[0], x.size(axis) - from) : lengths[i];
      Tensor part = x.narrow(axis, from, length);
      elements.add(keep ? part : part.squeeze(axis));
      from += length;
    }
    return new Sequence(elements, x.scalar_type());
  }

  private static int place(Step step) {
    return Step.axis(step.longs(1)[0], sequence(step).elements().size());
  }

  /** The first input. */
  static Sequence sequence(Step step) {
    if (step.in(0) instanceof Sequence sequence) {
      return sequence;
    }
    throw new IllegalArgumentException("its first input is not a sequence");
  }
}
