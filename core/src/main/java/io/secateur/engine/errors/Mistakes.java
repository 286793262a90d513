package io.secateur.engine.errors;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * 1 − t of the class that the network says: whether it is wrong, for labels. The class is that of
 * the largest score, the first of equal ones; a single score says yes where its probability is
 * above one half. It has no slope, so only what measures can rank by it.
 */
public record Mistakes() implements ErrorMeasure {
  @Override
  public String word() {
    return "mistakes";
  }

  @Override
  public String formula() {
    return "1 - t of the largest output";
  }

  @Override
  public boolean hasSlope() {
    return false;
  }

  @Override
  public Tensor perSample(Prediction prediction, Tensor target) {
    boolean other = prediction.kind() == OutputKind.OTHER;
    Tensor scores = (other ? prediction.output() : prediction.logits()).detach();
    Tensor wrong;
    if (scores.size(1) == 1) {
      Tensor yes = scores.gt(new Scalar(other ? 0.5 : 0.0)).to(ScalarType.Double);
      wrong = target.sub(yes).abs().select(1, 0);
    } else {
      Tensor said = scores.max(1).get1().unsqueeze(1); // the first of equal ones
      wrong = torch.neg(target.gather(1, said).select(1, 0)).add(new Scalar(1.0));
    }
    return wrong.masked_fill(scores.isnan().any(1), new Scalar(Double.NaN));
  }
}
