package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that find elements, or take and put them by their places. */
final class Indexing {
  private Indexing() {}

  /** The k largest or smallest along an axis, in order, and their places; ties by place. */
  static Tensor[] topK(Step step) {
    Tensor x = step.in(0);
    long axis = Step.axis(step.attributes().integer("axis", -1), x.dim());
    boolean largest = step.attributes().integer("largest", 1) != 0;
    long k = step.has(1) ? step.longs(1)[0] : step.attributes().integer("k", 1);
    T_TensorTensor_T sorted = torch.sort(x, new BoolOptional(true), axis, largest);
    return new Tensor[] {sorted.get0().narrow(axis, 0, k), sorted.get1().narrow(axis, 0, k)};
  }

  /** The place of the largest element along an axis; of several, the first or the last. */
  static Tensor argMax(Step step) {
    return extreme(step, step.in(0));
  }

  static Tensor argMin(Step step) {
    Tensor x = step.in(0);
    return extreme(step, x.is_floating_point() ? torch.neg(x) : torch.bitwise_not(x));
  }

  private static Tensor extreme(Step step, Tensor x) {
    long axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    boolean keep = step.attributes().integer("keepdims", 1) != 0;
    if (step.attributes().integer("select_last_index", 0) == 0) {
      return torch.argmax(x, new LongOptional(axis), keep);
    }
    Tensor fromEnd = torch.argmax(x.flip(axis), new LongOptional(axis), keep);
    return fromEnd.neg().add(new Scalar(x.size(axis) - 1));
  }

  /** The places of all elements that are not 0: (rank, count). */
  static Tensor nonZero(Step step) {
    return torch.nonzero(step.in(0)).t();
  }

  static Tensor gatherElements(Step step) {
    Tensor x = step.in(0);
    long axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    return torch.gather(x, axis, wrapped(step.in(1), x.size(axis)));
  }

  /** By whole places, or by places that leave the last axes: (batch..., places..., rest...). */
  static Tensor gatherNd(Step step) {
    Tensor x = step.in(0);
    Tensor indices = step.in(1);
    int batchAxes = (int) step.attributes().integer("batch_dims", 0);
    int k = (int) indices.size(indices.dim() - 1);
    long batch = product(x.shape(), 0, batchAxes);
    long size = product(x.shape(), batchAxes, batchAxes + k);
    long rest = product(x.shape(), batchAxes + k, (int) x.dim());
    Tensor flat = torch.reshape(x, batch * size, rest);
    Tensor places = torch.reshape(places(indices, x.shape(), batchAxes, k), batch, -1);
    Tensor starts =
        Tensor.create(LongStream.range(0, batch).map(b -> b * size).toArray(), batch, 1);
    Tensor taken = torch.index_select(flat, 0, torch.reshape(places.add(starts), -1));
    long[] before = Arrays.copyOf(indices.shape(), (int) indices.dim() - 1);
    long[] after = Arrays.copyOfRange(x.shape(), batchAxes + k, (int) x.dim());
    return torch.reshape(
        taken, LongStream.concat(LongStream.of(before), LongStream.of(after)).toArray());
  }

  static Tensor scatterElements(Step step) {
    Tensor x = step.in(0);
    int axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    return scattered(step, x, axis, wrapped(step.in(1), x.size(axis)), step.in(2));
  }

  static Tensor scatterNd(Step step) {
    Tensor x = step.in(0);
    Tensor indices = step.in(1);
    int k = (int) indices.size(indices.dim() - 1);
    long rest = product(x.shape(), k, (int) x.dim());
    Tensor places = torch.reshape(places(indices, x.shape(), 0, k), -1, 1);
    Tensor flat = torch.reshape(x, product(x.shape(), 0, k), rest);
    Tensor updates = torch.reshape(step.in(2), places.numel(), rest);
    Tensor put = scattered(step, flat, 0, places.expand(places.numel(), rest), updates);
    return torch.reshape(put, x.shape());
  }

  private static Tensor scattered(Step step, Tensor x, int axis, Tensor places, Tensor updates) {
    String reduction = step.attributes().text("reduction", "none");
    return switch (reduction) {
      case "none" -> torch.scatter(x, axis, places, updates);
      case "add" -> torch.scatter_add(x, axis, places, updates);
      case "mul" -> torch.scatter_reduce(x, axis, places, updates, "prod");
      case "max" -> torch.scatter_reduce(x, axis, places, updates, "amax");
      case "min" -> torch.scatter_reduce(x, axis, places, updates, "amin");
      default ->
          throw new UnusableException(
              step.node() + ": it reduces by '" + reduction + "', which is not supported");
    };
  }

  /** One of two numbers for each place of a new axis. */
  static Tensor oneHot(Step step) {
    Tensor given = step.in(0).to(ScalarType.Long);
    long depth = step.longs(1)[0];
    long rank = given.dim() + 1;
    int axis = Step.axis(step.attributes().integer("axis", -1), rank);
    long[] shape = new long[(int) rank];
    Arrays.fill(shape, 1);
    shape[axis] = depth;
    Tensor range = torch.reshape(Tensor.create(LongStream.range(0, depth).toArray()), shape);
    Scalar zero = new Scalar(0L);
    Tensor places = torch.where(given.lt(zero), given.add(new Scalar(depth)), given);
    Tensor off = step.in(2).select(0, 0);
    Tensor on = step.in(2).select(0, 1);
    return torch.where(places.unsqueeze(axis).eq(range), on, off);
  }

  /** Elements counted row by row, of places along k axes that may be counted from the end. */
  private static Tensor places(Tensor indices, long[] shape, int from, int k) {
    long last = indices.dim() - 1;
    Tensor places = null;
    for (int a = 0; a < k; a++) {
      Tensor along = wrapped(indices.select(last, a), shape[from + a]);
      places = places == null ? along : places.mul(new Scalar(shape[from + a])).add(along);
    }
    return Objects.requireNonNull(places);
  }

  private static Tensor wrapped(Tensor indices, long size) {
    return torch.remainder(indices.to(ScalarType.Long), new Scalar(Math.max(1, size)));
  }

  private static long product(long[] shape, int from, int to) {
    return io.secateur.model.Tensor.count(Arrays.copyOfRange(shape, from, to));
  }
}
