package io.secateur.criteria;

import io.secateur.engine.Expansion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The quadratic form of {@link GaussNewton} with all pairs of neurons, G = Σ_b J_bᵀ H_b J_b: once
 * the neurons R have gone since it was made, another one costs −g_k + ½ G_kk + Σ_{j ∈ R} G_kj,
 * which takes no pass over the data (Hassibi & Stork 1993 keep the off-diagonals of weights so).
 * The form is made anew on the network as it is when so many have gone.
 *
 * <p>It remembers the network that the form was made on.
 */
final class GaussNewtonFull implements Criterion {
  /** Removals after which the form is made anew, if nothing else is said. */
  static final int EVERY = 10;

  private final int every;
  private @Nullable Subject base;
  private @Nullable Expansion form;

  GaussNewtonFull(int every) {
    this.every = every;
  }

  @Override
  public double[] scores(Subject subject) {
    remember(subject);
    Subject made = base == null ? subject : base;
    Expansion known = form == null ? made(made) : form;
    form = known;
    int[] places = places(known, subject.gates().size());
    double[] scores = new double[subject.candidates().length];
    for (int i = 0; i < scores.length; i++) {
      int k = places[subject.candidates()[i]];
      double[] row = known.second()[k];
      scores[i] = -known.first()[k] + row[k] / 2;
      for (int j : known.neurons()) {
        scores[i] += subject.gates().isOpen(j) ? 0 : row[places[j]];
      }
    }
    return scores;
  }

  private static Expansion made(Subject subject) {
    return subject.objective().bySample().expansion(subject.gates(), subject.candidates());
  }

  /** Where each neuron stands in the form; −1 where it does not. */
  private static int[] places(Expansion form, int neurons) {
    int[] places = new int[neurons];
    Arrays.fill(places, -1);
    for (int i = 0; i < form.neurons().length; i++) {
      places[form.neurons()[i]] = i;
    }
    return places;
  }

  /** Takes the network as the one to make the form on, if it is time; it is made when asked for. */
  @Override
  public void remember(Subject subject) {
    if (base == null || !follows(base, subject) || gone(base, subject) >= every) {
      base = subject;
      form = null;
    }
  }

  /** Whether one comes from the other by removals. */
  private static boolean follows(Subject base, Subject subject) {
    int[] then = base.candidates().clone();
    Arrays.sort(then);
    boolean isSame = base.objective() == subject.objective();
    for (int k : subject.candidates()) {
      isSame &= Arrays.binarySearch(then, k) >= 0;
    }
    for (int k = 0; k < subject.gates().size(); k++) {
      double before = base.gates().alpha(k);
      isSame &= subject.gates().alpha(k) == (subject.gates().isOpen(k) ? before : 0);
      isSame &= before == subject.gates().alpha(k) || Arrays.binarySearch(then, k) >= 0;
    }
    return isSame;
  }

  private static int gone(Subject base, Subject subject) {
    return base.gates().alive().length - subject.gates().alive().length;
  }

  @Override
  public boolean remembers() {
    return true;
  }
}
