package io.secateur.engine.operators;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators in which the elements along an axis meet. */
final class AlongAxis {
  private AlongAxis() {}

  /** Sums up to each element, or up to the one before it; perhaps from the end. */
  static Tensor cumulativeSum(Step step) {
    Tensor x = step.in(0);
    int axis = Step.axis(step.longs(1)[0], x.dim());
    boolean reverse = step.attributes().integer("reverse", 0) != 0;
    Tensor way = reverse ? x.flip(axis) : x;
    if (step.attributes().integer("exclusive", 0) != 0 && x.size(axis) > 0) {
      Tensor first = torch.zeros_like(way.narrow(axis, 0, 1));
      way = torch.cat(new TensorVector(first, way.narrow(axis, 0, x.size(axis) - 1)), axis);
    }
    Tensor sums = torch.cumsum(way, axis, new ScalarTypeOptional(x.scalar_type()));
    return reverse ? sums.flip(axis) : sums;
  }

  /** 1 at the first of the largest elements, 0 elsewhere. */
  static Tensor hardmax(Tensor x, long axis) {
    Tensor largest = torch.argmax(x, new LongOptional(axis), true);
    return torch.scatter(torch.zeros_like(x), axis, largest, new Scalar(1.0));
  }

  /** x / ‖x‖, zeros where the norm is 0. */
  static Tensor unit(Step step) {
    Tensor x = step.in(0);
    long axis = Step.axis(step.attributes().integer("axis", -1), x.dim());
    Scalar p = new Scalar((double) step.attributes().integer("p", 2));
    Tensor norm = torch.linalg_vector_norm(x, p, new long[] {axis}, true, new ScalarTypeOptional());
    return x.div(torch.where(norm.eq(new Scalar(0.0)), torch.ones_like(norm), norm));
  }

  /** x / (bias + alpha / size · Σ x²)^beta, the sum over neighbouring channels. */
  static Tensor localResponse(Step step) {
    Tensor x = step.in(0);
    long size = step.attributes().integer("size", 1);
    long channels = x.size(1);
    long before = (size - 1) / 2;
    long[] pads = new long[2 * (int) x.dim()];
    pads[1] = before;
    pads[1 + (int) x.dim()] = size - 1 - before;
    Tensor squares = Windows.extend(x.square(), pads, 0);
    Tensor sum = squares.narrow(1, 0, channels);
    for (long s = 1; s < size; s++) {
      sum = sum.add(squares.narrow(1, s, channels));
    }
    double alpha = step.attributes().real("alpha", 1e-4f) / size;
    Tensor base = sum.mul(new Scalar(alpha)).add(new Scalar(step.attributes().real("bias", 1)));
    return x.div(torch.pow(base, new Scalar(step.attributes().real("beta", 0.75))));
  }

  /** One of the triangles of matrices, the other 0. */
  static Tensor triangle(Step step) {
    long k = step.has(1) ? step.longs(1)[0] : 0;
    return step.attributes().integer("upper", 1) != 0
        ? torch.triu(step.in(0), k)
        : torch.tril(step.in(0), k);
  }
}
