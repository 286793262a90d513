package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a model whose batch size is fixed can take several samples at once all the same. */
final class Batching {
  private static final double TOLERANCE = 1e-4;

  private Batching() {}

  /** How many samples the model must be given at once; 0 if any number will do. */
  static int fixedSize(Network network, Dataset data) {
    int declared = declared(network.graph().inputs());
    if (!network.program().keepsSamplesApart()) {
      return Math.max(1, declared); // what it gives for some samples at once is not of each alone
    }
    if (declared <= 0) {
      return 0;
    }
    int several = Math.min(data.size(), declared + 2);
    return several > declared && agrees(network, data, declared, several) ? 0 : declared;
  }

  private static int declared(List<ValueInfo> inputs) {
    return inputs.stream()
        .mapToInt(i -> Math.toIntExact(i.dims().isEmpty() ? 0 : i.dims().get(0)))
        .max()
        .orElse(0);
  }

  /** Tries it: the samples at once, and each run of the declared number by itself. */
  private static boolean agrees(Network network, Dataset data, int declared, int several) {
    try (Chunks together =
            new Chunks(data.slice(0, several), network.graph().inputs(), several, false, false);
        Chunks alone =
            new Chunks(data.slice(0, several), network.graph().inputs(), declared, true, false)) {
      Map<Integer, double[]> rows = new HashMap<>();
      outputs(network, together, rows);
      Map<Integer, double[]> expected = new HashMap<>();
      outputs(network, alone, expected);
      double largest =
          expected.values().stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
      for (Map.Entry<Integer, double[]> e : expected.entrySet()) {
        double[] found = rows.get(e.getKey());
        for (int k = 0; k < e.getValue().length; k++) {
          if (found == null || !(Math.abs(found[k] - e.getValue()[k]) <= TOLERANCE * largest)) {
            return false;
          }
        }
      }
      return true;
    } catch (UnusableException e) {
      return false; // it insists on its own number
    }
  }

  private static void outputs(Network network, Chunks chunks, Map<Integer, double[]> rows) {
    int width = network.outputSize();
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  Gates open = network.anatomy().open();
                  Prediction made = network.predict(chunk.inputs(), open, chunk.size());
                  double[] all = Bridge.doubles(made.output());
                  for (int i = 0; i < chunk.size(); i++) {
                    rows.put(chunk.from() + i, Arrays.copyOfRange(all, i * width, (i + 1) * width));
                  }
                  return rows;
                }));
  }
}
