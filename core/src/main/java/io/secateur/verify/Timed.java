package io.secateur.verify;

import io.secateur.data.Dataset;
import io.secateur.model.Model;
import io.secateur.runtime.NativeInputs;
import io.secateur.runtime.RuntimeSession;

/** A model with its inputs, so that running it is nothing but running it. */
final class Timed implements AutoCloseable {
  private final RuntimeSession session;
  private final NativeInputs inputs;

  /** Takes one sample, or as many as the model must be given at once. */
  Timed(Model model, String role, Dataset data) {
    int size = Math.max(1, Portion.fixedSize(model));
    session = new RuntimeSession(model, role);
    try {
      inputs = new NativeInputs(Portion.inputs(data, 0, Math.min(size, data.size()), size));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  void run() {
    session.runOnly(inputs);
  }

  @Override
  public void close() {
    inputs.close();
    session.close();
  }
}
