package io.secateur.study.train;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What training makes small; the same as core's error measures of the same names. */
public enum Loss {
  /** ½ Σ (o − t)², the paper's. */
  SQUARED {
    @Override
    Tensor perSample(Tensor z, Tensor o, Tensor t, Activation output) {
      return o.sub(t).square().sum(1).mul(new Scalar(0.5));
    }
  },

  /**
   * −Σ t log p for classes that exclude each other; after a sigmoid each output is a probability
   * for itself, and it is −Σ t log p + (1 − t) log(1 − p). From z, so that p = 0 does not come up.
   */
  CROSS_ENTROPY {
    @Override
    Tensor perSample(Tensor z, Tensor o, Tensor t, Activation output) {
      if (output == Activation.SIGMOID) {
        Tensor not = torch.ones_like(t).sub(t);
        Tensor said = t.mul(torch.log_sigmoid(z));
        return said.add(not.mul(torch.log_sigmoid(z.neg()))).sum(1).neg();
      }
      return t.mul(torch.log_softmax(z, 1)).sum(1).neg();
    }
  };

  /**
   * The loss of each sample, (batch).
   *
   * @param z (batch, classes): the last layer's sums
   * @param o (batch, classes): the network's output
   * @param t (batch, classes): 1 at the sample's class, 0 elsewhere
   * @param output what makes o of z
   */
  abstract Tensor perSample(Tensor z, Tensor o, Tensor t, Activation output);
}
