package io.secateur.engine;

import io.secateur.engine.operators.Patches;
import io.secateur.engine.operators.Step;
import io.secateur.engine.repair.Reader;
import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A repaired convolution as a product of what lies under its kernel with its weights. */
final class LostUnder {
  private final Reader reader;
  private final Lost lost;
  private final Step step;

  /**
   * @param step the convolution, about to be run on what it takes with its gates
   */
  LostUnder(Reader reader, Lost lost, Step step) {
    this.reader = reader;
    this.lost = lost;
    this.step = step;
  }

  /** (outputs, features) */
  private Tensor weights() {
    return step.in(1).reshape(reader.outputs(), reader.features());
  }

  /**
   * Adds, for each neuron, the sum over all rows of what is lost times what it is worth.
   *
   * @param arriving for each output, a derivative of E (batch, outputs, places...)
   * @param power of both what is lost and the weights: 1 for a first derivative, 2 for a diagonal
   *     of second ones
   */
  void add(Tensor arriving, int power, double[] totals) {
    Tensor rows = lost.of(reader, Patches.of(step).detach());
    Tensor by =
        arriving
            .reshape(arriving.size(0), reader.outputs(), -1)
            .transpose(1, 2)
            .reshape(-1, reader.outputs());
    Tensor weights = weights().detach();
    Tensor worth = torch.matmul(by, power == 1 ? weights : weights.square());
    Tensor products = (power == 1 ? rows : rows.square()).mul(worth);
    double[] sums = Bridge.doubles(products.to(ScalarType.Double).sum(0));
    for (int f = 0; f < sums.length; f++) {
      if (reader.neurons()[f] >= 0) {
        totals[reader.neurons()[f]] += sums[f];
      }
    }
  }

  /**
   * What the convolution gives when each sample's losses are added in some measure (batch, outputs,
   * places...).
   *
   * @param measures by sample, or one row for all, and neuron, with one column more for what is
   *     none
   * @param again whether what is lost is differentiated too
   */
  Tensor moved(Tensor measures, boolean again) {
    long batch = step.in(0).size(0);
    Tensor rows =
        Patches.of(step).reshape(batch, -1, reader.features()); // (batch, places, features)
    long none = measures.size(1) - 1;
    long[] columns = Arrays.stream(reader.neurons()).mapToLong(n -> n < 0 ? none : n).toArray();
    Tensor own = measures.index_select(1, Tensor.create(columns));
    Tensor factor = // a sample may have come apart into several
        (own.size(0) == 1
                ? own
                : own.repeat_interleave(
                    batch / own.size(0), new LongOptional(0), new LongOptional()))
            .unsqueeze(1);
    Tensor taken =
        rows.add(lost.of(reader, again ? rows : rows.detach()).mul(factor.to(rows.scalar_type())));
    Tensor given = torch.matmul(taken, weights().t()).transpose(1, 2);
    return step.has(2) ? given.add(step.in(2).reshape(-1, 1)) : given;
  }

  /** In the shape that the convolution's output has, but for the batch. */
  static Tensor shaped(Tensor given, long... output) {
    long[] shape = output.clone();
    shape[0] = given.size(0);
    return given.reshape(shape);
  }
}
