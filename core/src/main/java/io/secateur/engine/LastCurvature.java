package io.secateur.engine;

import io.secateur.engine.errors.ErrorMeasure;
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
 * The exact derivatives of the error in the last pre-activation z, whatever comes after it: output
 * j's second derivatives are one more differentiation of ∂E/∂z_j, for all samples at once.
 */
final class LastCurvature {
  private final Network network;
  private final ErrorMeasure measure;
  private final Deque<Integer> places = new ArrayDeque<>(); // from z to the output

  /**
   * All of a batch's.
   *
   * @param gradient ∂E_b/∂z_j (batch, k)
   * @param hessian ∂²E_b/∂z_i∂z_j (batch, k, k)
   */
  record Full(Tensor gradient, Tensor hessian) {}

  /** The gradient (rows, k), recorded as a function of z. */
  private record Slope(Tensor z, Tensor gradient) {
    /** ∂/∂z of the sum of a column of the gradient (rows, k). */
    Tensor row(int column) {
      if (!gradient.requires_grad()) {
        return torch.zeros_like(gradient).detach();
      }
      Tensor sum = Autograd.on(() -> gradient.select(1, column).sum());
      Tensor row =
          Autograd.derivatives(sum, new TensorVector(z), torch.ones_like(sum), true).get(0);
      return row.defined()
          ? torch.reshape(row.detach(), -1, gradient.size(1))
          : torch.zeros_like(gradient).detach();
    }
  }

  LastCurvature(Network network, ErrorMeasure measure) {
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

  /** The diagonal ∂²E/∂z², shaped like z; zero after the first {@code samples} rows. */
  Tensor diagonal(Map<String, Tensor> values, Tensor target, int samples) {
    Slope slope = slope(values, target, samples);
    Tensor diagonal = torch.zeros_like(slope.gradient()).detach();
    for (int j = 0; j < diagonal.size(1); j++) {
      diagonal.select(1, j).copy_(slope.row(j).select(1, j));
    }
    return torch.reshape(diagonal, slope.z().shape());
  }

  /** Gradient and Hessian of the first {@code samples} rows, in double precision. */
  Full full(Map<String, Tensor> values, Tensor target, int samples) {
    Slope slope = slope(values, target, samples);
    TensorVector rows = new TensorVector();
    for (int j = 0; j < slope.gradient().size(1); j++) {
      rows.push_back(slope.row(j));
    }
    Tensor hessian = torch.stack(rows, 1).to(torch.ScalarType.Double);
    Tensor gradient = slope.gradient().detach().to(torch.ScalarType.Double);
    return new Full(gradient.narrow(0, 0, samples), hessian.narrow(0, 0, samples));
  }

  private Slope slope(Map<String, Tensor> values, Tensor target, int samples) {
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
    return new Slope(
        z, Autograd.on(() -> torch.reshape(Autograd.derivative(error, z, true), -1, width)));
  }
}
