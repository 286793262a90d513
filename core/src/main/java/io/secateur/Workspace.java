package io.secateur;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.Network;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A model opened together with the data that it is to work on; owns the network.
 *
 * @param model the file
 * @param data the samples
 * @param network the graph as something that runs, its free axes sized as the data has them
 */
public record Workspace(Model model, Dataset data, Network network) implements AutoCloseable {

  /**
   * Opens a model and data.
   *
   * @throws io.secateur.model.UnusableException if one of them cannot be used
   */
  public static Workspace open(Path model, DataOptions data) {
    Model read = Model.read(model);
    Dataset samples = Datasets.open(data, read.graph().inputs());
    Map<String, long[]> sizes = new HashMap<>();
    for (Map.Entry<String, Tensor> input : samples.batch(0, 1).inputs().entrySet()) {
      long[] dims = input.getValue().dims();
      sizes.put(input.getKey(), Arrays.copyOfRange(dims, 1, dims.length));
    }
    return new Workspace(read, samples, Network.of(read.graph(), sizes));
  }

  @Override
  public void close() {
    network.close();
  }
}
