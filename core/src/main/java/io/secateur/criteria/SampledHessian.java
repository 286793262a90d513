package io.secateur.criteria;

import io.secateur.engine.BySample;
import io.secateur.engine.Derivatives;
import io.secateur.engine.Estimate;
import java.util.Arrays;

/**
 * −∂E/∂α + ½ ∂²E/∂α² with the curvature estimated by Hutchinson's (1990) method: v ∘ Hv for random
 * signs v has the diagonal of H as its mean. Every sample has gates and signs of its own, so one
 * draw averages over all samples.
 *
 * @param draws how many, each of which is one more backward pass
 * @param seed of the signs
 */
record SampledHessian(int draws, long seed) implements Sampled {
  @Override
  public Estimate estimate(Subject subject) {
    BySample.Sampled found =
        subject.objective().bySample().hessian(subject.gates(), draws, seed, subject.candidates());
    Derivatives mean = new Derivatives(found.first(), found.second().mean());
    double[] half = Arrays.stream(found.second().error()).map(e -> e / 2).toArray();
    return new Estimate(GaussNewton.parabola(mean), half);
  }
}
