package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import io.secateur.engine.operators.Patches;
import io.secateur.engine.operators.Step;
import io.secateur.engine.repair.Fit;
import io.secateur.engine.repair.Gram;
import io.secateur.engine.repair.Reader;
import io.secateur.model.NodeModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What readers take from the data: sums over their rows, chunk by chunk, in double precision. */
final class Rows implements Repairs.Learner {
  /** How many numbers of rows are held at once; they are there in single and double precision. */
  private static final long NUMBERS = 1 << 22;

  /** Products of fewer columns are no faster than what they spare. */
  private static final int LEAST_COLUMNS = 64;

  private final Network network;
  private final Chunks chunks;
  private final Still still;

  /**
   * @param still of these chunks
   */
  Rows(Network network, Chunks chunks, Still still) {
    this.network = network;
    this.chunks = chunks;
    this.still = still;
  }

  /** Nothing summed up yet of features: of those that are left under these gates, or of all. */
  static List<Gram> none(List<Reader> readers, Gates gates, boolean squares, boolean all) {
    List<Gram> grams = new ArrayList<>();
    for (Reader reader : readers) {
      int[] left =
          IntStream.range(0, reader.features())
              .filter(f -> all || reader.neurons()[f] < 0 || gates.isOpen(reader.neurons()[f]))
              .toArray();
      grams.add(new Gram(reader, left, squares));
    }
    return grams;
  }

  /** What the features of some readers come to under these gates. */
  List<Gram> sums(List<Reader> readers, Gates gates, boolean squares, boolean all) {
    List<Gram> grams = none(readers, gates, squares, all);
    Set<String> taken = new HashSet<>();
    grams.forEach(gram -> taken.addAll(NodeModel.takes(gram.reader().node())));
    Pass whole = Pass.to(network.program(), taken);
    Pass rest = Pass.to(network.program(), taken, still.names());
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  Map<String, Tensor> given = network.program().values(chunk.inputs(), gates);
                  Map<String, Tensor> known = still.known(chunk, given);
                  given.putAll(known == null ? Map.of() : known);
                  Pass pass = known == null ? whole : rest;
                  Map<String, Tensor> values = pass.run(given, network.gated(gates));
                  grams.forEach(
                      gram ->
                          BlasThreads.of(
                              gram.left().length,
                              () -> {
                                add(chunk, values, gram);
                                return gram;
                              }));
                  return chunk;
                }));
    return grams;
  }

  @Override
  public Map<Reader, Fit> fits(List<Reader> readers, Gates gates, boolean squares, boolean all) {
    return fits(sums(readers, gates, squares, all));
  }

  /** What features say of each other. */
  static Map<Reader, Fit> fits(List<Gram> sums) {
    Map<Reader, Fit> fits = new HashMap<>();
    sums.forEach(gram -> fits.put(gram.reader(), gram.fit(Rows::inverse)));
    return fits;
  }

  /**
   * Adds a chunk's rows, neurons as they are before their gates, no more at once than there is room
   * for.
   */
  private void add(Chunk chunk, Map<String, Tensor> values, Gram gram) {
    Reader reader = gram.reader();
    int place = network.graph().nodes().indexOf(reader.node());
    long given = chunk.inputs().values().iterator().next().size(0);
    long end = values(values, reader).size(0) / given * chunk.size();
    long[] next = {0, 1}; // from where, and how many; the first tells how many rows it has
    while (next[0] < end) {
      long from = next[0];
      long count = Math.min(next[1], end - from);
      Scopes.run(
          () -> {
            Step step =
                network
                    .program()
                    .step(
                        place,
                        values,
                        (node, slot, input) -> slot == 0 ? input.narrow(0, from, count) : input);
            Tensor x = features(step, gram);
            double[] products = gram.hasSquares() ? products(x) : new double[0];
            gram.add(new Gram.Sums(x.size(1), Bridge.doubles(x.sum(1)), products));
            next[1] = Math.max(1, NUMBERS * count / Math.max(1, x.size(1) * reader.features()));
          });
      next[0] += count;
    }
  }

  private static Tensor values(Map<String, Tensor> values, Reader reader) {
    return Objects.requireNonNull(values.get(reader.node().input(0)));
  }

  /** What the features that are left come to, in double precision (features, rows). */
  private static Tensor features(Step step, Gram gram) {
    Tensor left = Tensor.create(IntStream.of(gram.left()).asLongStream().toArray());
    if (!gram.reader().isPatches()) {
      return Patches.of(step).index_select(1, left).to(ScalarType.Double).t();
    }
    Tensor under = Patches.under(step).index_select(1, left); // (batch, features, places)
    MemoryFormatOptional close = new MemoryFormatOptional(torch.MemoryFormat.Contiguous);
    return under
        .transpose(0, 1)
        .to(ScalarType.Double, false, false, close)
        .reshape(left.size(0), -1);
  }

  /**
   * The lower half of x xᵀ, row by row, without most of the upper one.
   *
   * @param x (features, rows)
   */
  private static double[] products(Tensor x) {
    int n = Math.toIntExact(x.size(0));
    double[] lower = new double[n * (n + 1) / 2];
    int parts = Math.max(1, n / LEAST_COLUMNS);
    for (int p = 0; p < parts; p++) {
      int from = p * n / parts;
      int to = (p + 1) * n / parts;
      Tensor some = torch.mm(x.narrow(0, from, to - from), x.narrow(0, 0, to).t());
      double[] found = Bridge.doubles(some);
      for (int i = from; i < to; i++) {
        System.arraycopy(found, (i - from) * to, lower, i * (i + 1) / 2, i + 1);
      }
    }
    return lower;
  }

  /** By Cholesky's factors. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] rows = new double[n][];
    Scopes.run(
        () -> {
          double[] flat = new double[n * n];
          for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, flat, i * n, n);
          }
          Tensor g = Tensor.create(flat, n, n);
          double[] inverse =
              BlasThreads.of(
                  n, () -> Bridge.doubles(torch.cholesky_inverse(torch.linalg_cholesky(g))));
          for (int i = 0; i < n; i++) {
            rows[i] = java.util.Arrays.copyOfRange(inverse, i * n, (i + 1) * n);
          }
        });
    return rows;
  }
}
