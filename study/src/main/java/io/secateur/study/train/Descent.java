package io.secateur.study.train;

import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
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
  };

  /** Owned by the current scope. */
  abstract Optimizer over(TensorVector parameters, double learningRate);
}
