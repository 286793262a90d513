package io.secateur.report;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Objective;
import io.secateur.engine.Raster;
import io.secateur.report.page.Portrait.Looks;
import java.util.HashMap;
import java.util.Map;

/**
 * What neurons of any depth answer to, as pictures: how each pixel goes with a neuron's output over
 * the samples. Where all of them would make a page heavy, squares of pixels are taken together.
 */
public final class Sightings {
  /** Numbers that all pictures of a page may have. */
  private static final long MOST_NUMBERS = 2_500_000;

  private Sightings() {}

  /** The pictures by the neurons' numbers; empty where the input is no picture. */
  public static Map<Integer, Looks> of(Objective objective, Gates gates) {
    Map<Integer, Looks> looks = new HashMap<>();
    Raster raster = InputPicture.of(objective.network());
    if (raster == null) {
      return looks;
    }
    long neurons = gates.size();
    while (neurons * raster.size() > MOST_NUMBERS
        && Math.min(raster.rows(), raster.columns()) > 4) {
      raster = raster.by(raster.square() + 1);
    }
    if (neurons * raster.size() > MOST_NUMBERS) {
      return looks;
    }
    float[][] found = objective.sights(gates, raster);
    for (int k = 0; k < found.length; k++) {
      double[] numbers = new double[found[k].length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = found[k][i];
      }
      if (numbers.length > 0) {
        looks.put(k, Looks.of(raster.rows(), raster.columns(), raster.channels(), numbers));
      }
    }
    return looks;
  }
}
