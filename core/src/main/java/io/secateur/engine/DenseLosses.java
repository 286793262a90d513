package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Kernels;
import io.secateur.engine.repair.Loss;
import io.secateur.engine.repair.Reader;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the layers of a dense tail lose with each of their columns under some gates. */
final class DenseLosses {
  private static final DenseState.PackedLoss NOTHING =
      new DenseState.PackedLoss(new float[0], new float[0]);

  private final DenseTail tail;
  private final Repairs repairs;
  private final Gates gates;

  DenseLosses(DenseTail tail, Repairs repairs, Gates gates) {
    this.tail = tail;
    this.repairs = repairs;
    this.gates = gates;
  }

  /** The linear maps of all layers that can lose something, of which these columns are left. */
  DenseState.PackedLoss[] of(DenseState state) {
    return IntStream.range(0, state.depth())
        .mapToObj(l -> l < tail.first() ? NOTHING : of(l, state.layer(l).columns()))
        .toArray(DenseState.PackedLoss[]::new);
  }

  /**
   * The linear map that makes of a layer's columns what is lost with each.
   *
   * @param columns those that are left
   */
  private DenseState.PackedLoss of(int l, int... columns) {
    int stride = Kernels.padded(columns.length);
    float[] weights = DenseState.matrix(columns.length, columns.length);
    float[] bias = new float[Kernels.wide(columns.length)];
    DenseLayer layer = tail.layers().get(l);
    Reader reader = repairs.reader(layer.reader());
    for (int c = 0; c < columns.length; c++) {
      weights[c * stride + c] = 1;
    }
    if (reader == null) {
      return new DenseState.PackedLoss(weights, bias); // all of each column
    }
    int[] neurons = IntStream.of(columns).map(c -> layer.neurons()[c]).toArray();
    int[] distinct = IntStream.of(neurons).filter(n -> n >= 0).distinct().toArray();
    for (int neuron : distinct) {
      Loss loss = repairs.loss(reader, gates, neuron);
      for (int s = 0; s < loss.features().length; s++) {
        int place = Arrays.binarySearch(columns, loss.features()[s]);
        for (int c = 0; c < columns.length; c++) {
          weights[c * stride + place] = (float) loss.coefficients()[columns[c]][s];
        }
        bias[place] = (float) loss.coefficients()[layer.in()][s];
      }
    }
    return new DenseState.PackedLoss(weights, bias);
  }
}
