package io.secateur.testing;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Subject;
import io.secateur.criteria.Threshold;
import io.secateur.data.Dataset;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.model.Model;
import java.util.Map;

/** A network with its error on some data, ready to be asked. */
public record Lab(Network network, Objective objective) implements AutoCloseable {

  public static Lab of(Model model, Dataset data, ErrorMeasure measure) {
    Network network = Network.of(model.graph(), Map.of());
    try {
      return new Lab(network, new Objective(network, data, measure));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  public static Lab of(PlainMlp net, Samples samples, Loss loss) {
    return of(net.model(), samples, loss.measure());
  }

  /** A criterion's scores of all neurons that are in. */
  public double[] scores(String criterion, Threshold threshold, long seed, Gates gates) {
    double error = objective.evaluate(gates).error();
    return Criteria.of(criterion, new Criteria.Options(threshold, seed))
        .scores(new Subject(objective, gates, error, gates.alive()));
  }

  public double[] scores(String criterion) {
    return scores(criterion, Threshold.NONE, 1, network.anatomy().open());
  }

  @Override
  public void close() {
    objective.close();
    network.close();
  }
}
