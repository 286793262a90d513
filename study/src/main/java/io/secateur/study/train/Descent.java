package io.secateur.study.train;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** How the weights follow the gradient. */
public enum Descent {
  /** Kingma and Ba, arXiv 1412.6980, with its usual constants. */
  ADAM {
    @Override
    Optimizer over(TensorVector parameters, double learningRate) {
      return new Adam(parameters, new AdamOptions(learningRate));
    }
  },

  /** The plain gradient of a batch, without momentum. */
  SGD {
    @Override
    Optimizer over(TensorVector parameters, double learningRate) {
      return new SGD(parameters, new SGDOptions(learningRate));
    }
  },

  /**
   * L-BFGS (Liu and Nocedal 1989) with a line search for the strong Wolfe conditions, 10 iterations
   * to a step: for few samples, all in one batch, and great precision.
   */
  LBFGS {
    @Override
    Optimizer over(TensorVector parameters, double learningRate) {
      LBFGSOptions options = new LBFGSOptions(learningRate);
      options.max_iter().put(10);
      options.history_size().put(20);
      options.tolerance_change().put(0);
      options.line_search_fn().put(new BytePointer("strong_wolfe"));
      return new LBFGS(parameters, options);
    }

    @Override
    void step(Optimizer optimizer, Supplier<Tensor> loss) {
      try (LossClosure closure = closure(loss)) {
        optimizer.step(closure);
      }
    }
  };

  /** Owned by the current scope. */
  abstract Optimizer over(TensorVector parameters, double learningRate);

  /**
   * Moves the weights once.
   *
   * @param loss measures the loss of the batch and its gradient, from gradients of zero
   */
  void step(Optimizer optimizer, Supplier<Tensor> loss) {
    Tensor unused = loss.get();
    optimizer.step();
  }

  private static LossClosure closure(Supplier<Tensor> loss) {
    return new LossClosure() {
      @Override
      public Tensor call() {
        return loss.get();
      }
    };
  }
}
