package io.secateur;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.Network;
import io.secateur.engine.repair.Reader;
import io.secateur.engine.repair.Readers;
import io.secateur.engine.repair.Repair;
import io.secateur.engine.repair.Scarcity;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.surgery.Repairable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A model opened together with the data that it is to work on; owns the network.
 *
 * @param model the file
 * @param anatomy of the file's graph
 * @param data the samples
 * @param network the graph as something that runs, its free axes sized as the data has them; where
 *     neurons are to be repaired, the prepared graph, which has the same neurons
 * @param repairable what prepared it; null if nothing is to be repaired
 */
public record Workspace(
    Model model, Anatomy anatomy, Dataset data, Network network, @Nullable Repairable repairable)
    implements AutoCloseable {

  /** Opens a model and data; nothing is to be repaired. */
  public static Workspace open(Path model, DataOptions data) {
    return open(model, data, Repair.NONE);
  }

  /**
   * Opens a model and data.
   *
   * @throws io.secateur.model.UnusableException if one of them cannot be used
   */
  public static Workspace open(Path model, DataOptions data, Repair repair) {
    Model read = Model.read(model);
    return of(read, Datasets.open(data, read.graph().inputs()), repair);
  }

  /**
   * A model with samples, whose shapes are those that the network is for.
   *
   * @param repair what becomes of the readers of removed neurons
   */
  public static Workspace of(Model read, Dataset samples, Repair repair) {
    Network network = Network.of(read.graph(), sizes(samples));
    if (repair == Repair.NONE) {
      return new Workspace(read, network.anatomy(), samples, network, null);
    }
    try (network) {
      Repairable repairable = Repairable.of(read, network);
      Network prepared = Network.of(repairable.prepared().graph(), sizes(samples));
      requireSame(network.anatomy(), prepared.anatomy());
      return new Workspace(read, network.anatomy(), samples, prepared, repairable);
    }
  }

  private static void requireSame(Anatomy anatomy, Anatomy prepared) {
    if (!prepared.neurons().stream()
        .map(Neuron::toString)
        .toList()
        .equals(anatomy.neurons().stream().map(Neuron::toString).toList())) {
      throw new IllegalStateException(
          "the network that is prepared for repair has other neurons than the file; please report"
              + " this");
    }
  }

  /** The model whose graph is the network's. */
  public Model measured() {
    return repairable == null ? model : repairable.prepared();
  }

  /**
   * What is made of the model as its gates leave it, before its neurons are cut out, and of its
   * network, which is there for no longer: where weights were fitted anew, of the model with these.
   *
   * @param shapes data on whose shapes the network runs
   */
  <T> T repaired(Gates gates, Dataset shapes, BiFunction<Model, Network, T> use) {
    if (repairable == null) {
      return use.apply(model, network);
    }
    Model repaired = repairable.repaired(gates);
    try (Network its = Network.of(repaired.graph(), sizes(shapes))) {
      return use.apply(repaired, its);
    }
  }

  /** How many parameters the file has that some gates would leave. */
  public long parameters(Gates gates) {
    return repaired(gates, data, (left, its) -> its.anatomy().costs().parameters(gates));
  }

  /**
   * What is to be said where least squares would have too little to go by; null if nothing.
   *
   * @param samples on which layers would be fitted
   */
  public @Nullable String scarcity(Repair how, int samples) {
    List<Reader> readers =
        how == Repair.LEAST_SQUARES
            ? Readers.of(network.graph(), network.anatomy(), network.shapes())
            : List.of();
    return Scarcity.sentence(readers, network.shapes(), samples);
  }

  /** Inputs' sizes without the batch. */
  static Map<String, long[]> sizes(Dataset samples) {
    Map<String, long[]> sizes = new HashMap<>();
    for (Map.Entry<String, Tensor> input : samples.batch(0, 1).inputs().entrySet()) {
      long[] dims = input.getValue().dims();
      sizes.put(input.getKey(), Arrays.copyOfRange(dims, 1, dims.length));
    }
    return sizes;
  }

  @Override
  public void close() {
    network.close();
  }
}
