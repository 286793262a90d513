package io.secateur.engine;

import io.secateur.engine.operators.Autograd;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The exact diagonal ∂²E/∂z² of the error in the last pre-activation z, whatever comes after it:
 * output j's second derivative is one more differentiation of ∂E/∂z_j, for all samples at once.
 */
final class LastDiagonal {
  private final Network network;
  private final ErrorMeasure measure;
  private final Deque<Integer> places = new ArrayDeque<>(); // from z to the output

  LastDiagonal(Network network, ErrorMeasure measure) {
    this.network = network;
    this.measure = measure;
    Graph graph = network.graph();
    String value = network.head().output();
    while (!value.equals(network.head().logits())) {
      Node node = graph.producer(value);
      if (node == null) {
        throw new IllegalStateException("the output does not come from the last pre-activation");
      }
      places.addFirst(graph.nodes().indexOf(node));
      value = node.input(0);
    }
  }

  /** Shaped like z; zero after the first {@code samples} rows. */
  Tensor of(Map<String, Tensor> values, Tensor target, int samples) {
    String name = network.head().logits();
    Tensor known = values.get(name);
    if (known == null) {
      throw new IllegalStateException("nothing made '" + name + "'");
    }
    Tensor z = known.detach().clone().requires_grad_(true);
    Map<String, Tensor> after = new HashMap<>(values);
    after.put(name, z);
    Tensor error =
        Autograd.on(
            () -> {
              places.forEach(p -> network.program().run(p, after, (node, slot, input) -> input));
              return measure.perSample(network.prediction(after, samples), target).sum();
            });
    int width = network.outputSize();
    Tensor gradient =
        Autograd.on(() -> torch.reshape(Autograd.derivative(error, z, true), -1, width));
    Tensor diagonal = torch.zeros_like(gradient).detach();
    for (int j = 0; j < width && gradient.requires_grad(); j++) {
      int column = j;
      Tensor sum = Autograd.on(() -> gradient.select(1, column).sum());
      Tensor row =
          Autograd.derivatives(sum, new TensorVector(z), torch.ones_like(sum), true).get(0);
      if (row.defined()) {
        diagonal.select(1, j).copy_(torch.reshape(row.detach(), -1, width).select(1, j));
      }
    }
    return torch.reshape(diagonal, z.shape());
  }
}
