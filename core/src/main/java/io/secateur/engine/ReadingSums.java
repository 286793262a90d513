package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Adds up what readers would lose of neurons, chunk by chunk. */
final class ReadingSums {
  private static final int KINDS = 4; // sum, squares, absolute, zeros

  private final Network network;
  private final Gates gates;
  private final List<GateSite> sites;
  private final double[] counts;
  private final double[][][] sums; // (sites, kinds, indices)

  ReadingSums(Network network, Gates gates) {
    this.network = network;
    this.gates = gates;
    this.sites = network.anatomy().gateSites();
    this.counts = new double[sites.size()];
    this.sums =
        sites.stream().map(s -> new double[KINDS][s.neurons().length]).toArray(double[][][]::new);
  }

  void add(Chunk chunk) {
    long rows = chunk.inputs().values().stream().mapToLong(t -> t.size(0)).max().orElse(0);
    if (rows > chunk.size() && chunk.size() > 0) {
      throw new UnusableException(
          "the model takes "
              + rows
              + " samples at once, and the last "
              + chunk.size()
              + " would be filled up with repetitions, which would be counted too; give a multiple of "
              + rows
              + " samples");
    }
    Program.InputHook gated = network.gated(gates);
    Lost lost = new Lost(network, gates, null); // what is given, repaired or not
    Autograd.off(
        () -> {
          network
              .program()
              .run(
                  network.program().values(chunk.inputs(), gates),
                  (node, slot, input) -> {
                    for (GateSite site : network.sites(node, slot)) {
                      add(sites.indexOf(site), lost.at(site, input));
                    }
                    return gated.at(node, slot, input);
                  });
          return chunk;
        });
  }

  private void add(int site, Tensor lost) {
    int axis = sites.get(site).axis();
    long[] others = LongStream.range(0, lost.dim()).filter(a -> a != axis).toArray();
    counts[site] += (double) lost.numel() / Math.max(1, lost.size(axis));
    Tensor numbers = lost.to(ScalarType.Double);
    addTo(sums[site][0], numbers, others);
    addTo(sums[site][1], numbers.square(), others);
    addTo(sums[site][2], numbers.abs(), others);
    addTo(sums[site][3], numbers.eq(new Scalar(0.0)).to(ScalarType.Double), others);
  }

  private static void addTo(double[] sums, Tensor numbers, long... others) {
    double[] along = Bridge.doubles(others.length == 0 ? numbers : numbers.sum(others));
    Arrays.setAll(sums, i -> sums[i] + along[i]);
  }

  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (int s = 0; s < sums.length; s++) {
      double[][] found = sums[s];
      readings.add(new Reading(sites.get(s), counts[s], found[0], found[1], found[2], found[3]));
    }
    return readings;
  }
}
