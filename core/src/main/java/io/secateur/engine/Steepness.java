package io.secateur.engine;

import io.secateur.engine.operators.Autograd;
import io.secateur.engine.operators.Step;
import io.secateur.model.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** How steep activations are, relative to the steepest that each is anywhere. */
final class Steepness {
  /** Functions of one number that are steepest near 0 or from there on. */
  private static final Set<String> ACTIVATIONS =
      Set.of(
          "Relu",
          "LeakyRelu",
          "ThresholdedRelu",
          "Sigmoid",
          "Tanh",
          "Elu",
          "Selu",
          "Celu",
          "Softplus",
          "Softsign",
          "HardSigmoid",
          "HardSwish",
          "Swish",
          "Mish",
          "Gelu",
          "Clip");

  /** What neurons may pass through between their activation and their reader. */
  private static final Set<String> CARRIERS =
      Set.of(
          "Identity",
          "Dropout",
          "Flatten",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Pad",
          "BatchNormalization",
          "MaxPool",
          "AveragePool",
          "GlobalMaxPool",
          "GlobalAveragePool",
          "ReduceMean");

  private static final double FROM = -10;
  private static final double STEP = 0.01;
  private static final int STEPS = 2001;

  private final Network network;
  private final Map<Node, Double> steepest = new HashMap<>();

  Steepness(Network network) {
    this.network = network;
  }

  /** The activation whose numbers arrive in a value; null if there is none. */
  @Nullable Node before(String value) {
    Node node = network.graph().producer(value);
    while (node != null && CARRIERS.contains(node.op())) {
      node = network.graph().producer(node.input(0));
    }
    return node != null && ACTIVATIONS.contains(node.op()) ? node : null;
  }

  /** |σ'(x)| / max |σ'|, shaped like x. */
  Tensor of(Node activation, Map<String, Tensor> values) {
    double most =
        steepest.computeIfAbsent(
            activation,
            n -> {
              Tensor grid =
                  torch.arange(new Scalar(STEPS)).mul(new Scalar(STEP)).add(new Scalar(FROM));
              return slope(n, values, grid).max().item_double();
            });
    Tensor x = values.get(activation.input(0));
    if (x == null) {
      throw new IllegalStateException("nothing made what " + activation + " takes");
    }
    return slope(activation, values, x).div(new Scalar(most));
  }

  private Tensor slope(Node node, Map<String, Tensor> values, Tensor at) {
    int place = network.graph().nodes().indexOf(node);
    Step given = network.program().step(place, values, (n, slot, input) -> input);
    Tensor x = at.detach().clone().requires_grad_(true);
    @Nullable Tensor[] inputs = given.inputs().clone();
    inputs[0] = x;
    Step step = new Step(node, given.opset(), inputs, given.wanted(), false);
    Tensor y = Autograd.on(() -> network.program().operator(place).run(step)[0]);
    return Autograd.derivative(y, x, false).abs();
  }
}
