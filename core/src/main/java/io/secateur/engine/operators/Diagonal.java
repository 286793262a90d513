package io.secateur.engine.operators;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * The three ways in which a diagonal of second derivatives goes back through an operator (LeCun,
 * Denker & Solla 1989, section 2; Wolfe et al. 2017, section 3.3).
 */
final class Diagonal {
  private Diagonal() {}

  /** Every output is a sum of inputs with factors 0 or 1: h_x = Σ_y h_y, the way gradients go. */
  static @Nullable Tensor[] route(Operator operator, Step step, Tensor curvature) {
    return back(operator, step, leaves(step), curvature);
  }

  /**
   * A linear map of its data with constant weights w: h_x = Σ_y w_yx² h_y, which is the way
   * gradients go through the same map with squared weights and no bias.
   *
   * @param weights the inputs that are weights; inputs after the last of them are biases
   */
  static @Nullable Tensor[] linear(Operator operator, Step step, Tensor curvature, int weights) {
    @Nullable Tensor[] inputs = leaves(step);
    for (int i = 0; i < inputs.length; i++) {
      Tensor input = inputs[i];
      if (input != null && !step.wanted()[i]) {
        inputs[i] = i <= weights ? input.detach().square() : null;
      }
    }
    return back(operator, step, inputs, curvature);
  }

  /** A function f of each element: h_x = h_y f'(x)² + g_y f''(x), with f' and f'' from autograd. */
  static @Nullable Tensor[] elementwise(
      Operator operator, Step step, Tensor gradient, Tensor curvature) {
    @Nullable Tensor[] result = new @Nullable Tensor[step.inputs().length];
    for (int i = 0; i < result.length; i++) {
      if (step.wanted()[i]) {
        int slot = i;
        result[i] = Autograd.on(() -> elementwise(operator, step, gradient, curvature, slot));
      }
    }
    return result;
  }

  private static Tensor elementwise(
      Operator operator, Step step, Tensor gradient, Tensor curvature, int slot) {
    @Nullable Tensor[] inputs = step.inputs().clone();
    // broadcast first, so that each element of y has an x of its own
    Tensor x = step.in(slot).detach().expand(curvature.shape()).clone().requires_grad_(true);
    inputs[slot] = x;
    Tensor y = operator.run(step.with(inputs))[0];
    Tensor first = Autograd.derivative(y.sum(), x, true);
    Tensor h = curvature.mul(first.detach().square());
    if (first.requires_grad()) {
      h = h.add(gradient.mul(Autograd.derivative(first.sum(), x, false)));
    }
    return h.detach().sum_to_size(step.in(slot).shape());
  }

  /** The inputs, with those asked for as fresh leaves. */
  private static @Nullable Tensor[] leaves(Step step) {
    @Nullable Tensor[] inputs = step.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      if (step.wanted()[i]) {
        inputs[i] = step.in(i).detach().clone().requires_grad_(true);
      }
    }
    return inputs;
  }

  /**
   * What arrives at the leaves when {@code arriving} goes back through the operator as a gradient
   * does.
   */
  private static @Nullable Tensor[] back(
      Operator operator, Step step, @Nullable Tensor[] inputs, Tensor arriving) {
    TensorVector leaves = new TensorVector();
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      Tensor input = inputs[i];
      if (input != null && step.wanted()[i]) {
        leaves.push_back(input);
        slots.add(i);
      }
    }
    Tensor y = Autograd.on(() -> operator.run(step.with(inputs))[0]);
    TensorVector arrived = Autograd.derivatives(y, leaves, arriving, false);
    @Nullable Tensor[] result = new @Nullable Tensor[inputs.length];
    for (int i = 0; i < slots.size(); i++) {
      result[slots.get(i)] = arrived.get(i);
    }
    return result;
  }
}
