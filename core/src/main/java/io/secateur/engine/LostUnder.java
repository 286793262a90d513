package io.secateur.engine;

import io.secateur.engine.operators.Patches;
import io.secateur.engine.operators.Step;
import io.secateur.engine.repair.Reader;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
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
   * For each sample and neuron, the sum over places of what is lost times what it is worth: Σ_p r_p
   * · (δ_p W), with r = [x, 1] B what is lost and δ what arrives.
   *
   * <p>Where outputs are fewer than places, by way of the weights' own derivative: Σ_p δ_pᵀ [x,
   * 1]_p (outputs, features + 1) times B says as much, and takes less.
   *
   * @param arriving of each number that is differentiated its derivative in each number that the
   *     convolution gives (batch, outputs, places...)
   * @param samples how many the batch is made of, each of as many rows, one after another
   * @param neurons how many there are
   * @return (samples, numbers, neurons)
   */
  Tensor slopes(List<Tensor> arriving, long samples, int neurons) {
    Tensor under = Patches.under(step).detach(); // (batch, features, places)
    Tensor rows = // (samples, places, features)
        under.size(0) == samples
            ? under.transpose(1, 2)
            : under.transpose(1, 2).reshape(samples, -1, reader.features());
    Tensor[] by = arriving.stream().map(a -> bySample(a, samples)).toArray(Tensor[]::new);
    Tensor worth = // (samples, numbers, features)
        reader.outputs() < rows.size(1) ? byWeights(rows, by) : byRows(lost.of(reader, rows), by);
    Tensor slopes = torch.zeros(new long[] {samples, by.length, neurons + 1}, Bridge.doubles());
    slopes.index_add_(2, Tensor.create(columns(neurons)), worth.to(ScalarType.Double));
    return slopes.narrow(2, 0, neurons);
  }

  private Tensor byWeights(Tensor rows, Tensor... by) {
    TensorVector across = new TensorVector();
    TensorVector sums = new TensorVector();
    for (Tensor each : by) {
      across.push_back(each.bmm(rows)); // (samples, outputs, features)
      sums.push_back(each.sum(new long[] {2}, true, new ScalarTypeOptional()));
    }
    return lost.of(reader, torch.cat(across, 1), torch.cat(sums, 1))
        .reshape(rows.size(0), by.length, reader.outputs(), reader.features())
        .mul(weights().detach())
        .sum(2);
  }

  /**
   * @param lost what is lost of each feature (samples, places, features)
   */
  private Tensor byRows(Tensor lost, Tensor... by) {
    TensorVector worth = new TensorVector();
    for (Tensor each : by) {
      Tensor taken = torch.matmul(each.transpose(1, 2), weights().detach());
      worth.push_back(lost.mul(taken).sum(1));
    }
    return torch.stack(worth, 1);
  }

  /** What arrives, by sample (samples, outputs, places). */
  private Tensor bySample(Tensor arriving, long samples) {
    long batch = arriving.size(0);
    return arriving
        .reshape(samples, batch / samples, reader.outputs(), -1)
        .transpose(1, 2)
        .reshape(samples, reader.outputs(), -1);
  }

  /** For each feature the neuron that it is; the number of them where it is none. */
  private long[] columns(int neurons) {
    return Arrays.stream(reader.neurons()).mapToLong(n -> n < 0 ? neurons : n).toArray();
  }

  /**
   * Adds, for each neuron, the sum over all rows of what is lost, squared, times the weights,
   * squared, and a diagonal of second derivatives.
   *
   * @param arriving ∂²E/∂z² of each number z that it gives (batch, outputs, places...)
   */
  void addSecond(Tensor arriving, double[] totals) {
    Tensor rows = lost.of(reader, Patches.of(step).detach());
    Tensor worth =
        torch.matmul(bySample(arriving, 1).select(0, 0).t(), weights().detach().square());
    double[] sums = Bridge.doubles(rows.square().mul(worth).to(ScalarType.Double).sum(0));
    for (int f = 0; f < sums.length; f++) {
      if (reader.neurons()[f] >= 0) {
        totals[reader.neurons()[f]] += sums[f];
      }
    }
  }

  /**
   * What the convolution gives when each sample's losses are added in some measure (batch, outputs,
   * places...), to be differentiated as often as one likes.
   *
   * @param measures by sample, or one row for all, and neuron, with one column more for what is
   *     none
   */
  Tensor moved(Tensor measures) {
    long batch = step.in(0).size(0);
    Tensor rows =
        Patches.of(step).reshape(batch, -1, reader.features()); // (batch, places, features)
    int neurons = Math.toIntExact(measures.size(1)) - 1;
    Tensor own = measures.index_select(1, Tensor.create(columns(neurons)));
    Tensor factor = // a sample may have come apart into several
        (own.size(0) == 1
                ? own
                : own.repeat_interleave(
                    batch / own.size(0), new LongOptional(0), new LongOptional()))
            .unsqueeze(1);
    Tensor taken = rows.add(lost.of(reader, rows).mul(factor.to(rows.scalar_type())));
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
