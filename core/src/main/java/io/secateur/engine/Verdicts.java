package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.errors.Prediction;

/** What a gated network comes to on samples, and what it says of each, by a forward pass. */
final class Verdicts {
  private final Network network;
  private final Part part;
  private final Arrangement arrangement;

  /**
   * @param arrangement the samples' places in the data
   */
  Verdicts(Network network, Part part, Arrangement arrangement) {
    this.network = network;
    this.part = part;
    this.arrangement = arrangement;
  }

  /** The total error, and how many samples are right. */
  Questions.Tally tally(Gates gates) {
    DenseOracle dense = part.dense();
    if (dense != null && dense.covers(gates)) {
      return dense.tally(gates);
    }
    double[] error = {0};
    int[] right = {0};
    part.forward(
        gates,
        (chunk, prediction) -> {
          double[] errors = part.goals().errors(prediction, part.goals().of(chunk));
          error[0] = Rerun.sum(error[0], errors);
          right[0] += part.accuracy().right(chunk.from(), scores(prediction));
        });
    return new Questions.Tally(error[0], right[0]);
  }

  /** What it says of each sample, in the data's order. */
  Answers answers(Gates gates) {
    int samples = part.chunks().samples();
    int[] said = new int[samples];
    double[] leads = new double[part.accuracy().tellsTwo() ? samples : 0];
    part.forward(
        gates,
        (chunk, prediction) -> {
          double[] scores = scores(prediction);
          for (int i = 0; i < chunk.size(); i++) {
            int sample = arrangement.number(chunk.from() + i);
            said[sample] = part.accuracy().said(scores, i);
            if (leads.length > 0) {
              leads[sample] = part.accuracy().lead(scores, i);
            }
          }
        });
    return new Answers(said, leads);
  }

  /** The class of each sample, in the data's order. */
  int[] classes() {
    int[] classes = new int[part.chunks().samples()];
    for (int i = 0; i < classes.length; i++) {
      classes[arrangement.number(i)] = part.targets().classOf(i);
    }
    return classes;
  }

  /** The first sample on which it gives no number, in the data's order; else their count. */
  int firstWithoutNumber(Gates gates) {
    int[] first = {part.chunks().samples()};
    part.forward(
        gates,
        (chunk, prediction) -> {
          double[] each = part.goals().errors(prediction, part.goals().of(chunk));
          for (int i = chunk.size() - 1; i >= 0; i--) {
            int sample = arrangement.number(chunk.from() + i);
            first[0] = Double.isNaN(each[i]) ? Math.min(first[0], sample) : first[0];
          }
        });
    return first[0];
  }

  /** What classes are told by. */
  private double[] scores(Prediction prediction) {
    boolean other = network.outputKind() == OutputKind.OTHER;
    return Bridge.doubles(other ? prediction.output() : prediction.logits());
  }
}
