package io.secateur.verify;

import io.secateur.data.Dataset;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.List;

/** How long models take in ONNX Runtime. */
public final class Latency {
  private Latency() {}

  /**
   * Median milliseconds of one run for each model, measured in turn (interleaved) in one process so
   * that machine noise hits all alike.
   *
   * <p>A run is one sample, or as many as a model must be given at once: the first ones, repeated
   * if there are too few. Each model is warmed up, then timed 30 times or for half a second,
   * whichever comes first, but at least 5 times, and for at least a twentieth of a second. The
   * inputs lie in native memory before the clock starts.
   *
   * @throws UnusableException if ONNX Runtime cannot open or run one of them
   */
  public static double[] medianMillis(List<Model> models, Dataset data) {
    if (data.size() < 1) {
      throw new IllegalArgumentException("no model can be timed without a sample");
    }
    List<Timed> timed = new ArrayList<>();
    try {
      for (Model model : models) {
        String role = "model " + (timed.size() + 1) + " of " + models.size();
        timed.add(new Timed(model, role, data));
      }
      return Turns.medianMillis(
          timed.stream().<Runnable>map(t -> t::run).toList(), System::nanoTime);
    } finally {
      timed.forEach(Timed::close);
    }
  }
}
