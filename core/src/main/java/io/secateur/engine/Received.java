package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Fit;
import io.secateur.model.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The networks that a segment is asked about, and what it is told of their readers. */
final class Received {
  /** Questions whose weights are kept, so that these are known again when they come again. */
  private static final int KEPT = 4;

  private final @Nullable Repairs repairs;
  private final Deque<List<Weights>> kept = new ArrayDeque<>();

  /**
   * @param repairs what repairs by what is told; null if nothing does
   */
  Received(@Nullable Repairs repairs) {
    this.repairs = repairs;
  }

  /** A question's network. */
  Gates gates(State state) {
    Map<String, Tensor> values = new HashMap<>();
    List<Weights> shared = new ArrayList<>();
    state
        .weights()
        .forEach(
            (constant, some) -> {
              Weights weights = some.get();
              shared.add(weights);
              values.put(constant, weights.tensor());
            });
    kept.addFirst(shared);
    if (kept.size() > KEPT) {
      kept.removeLast();
    }
    Gates gates = Gates.of(state.alpha()).with(values);
    if (repairs != null && !state.fits().isEmpty()) {
      Map<Integer, Fit> told = new HashMap<>();
      state.fits().forEach((reader, fit) -> told.put(reader, fit.get()));
      repairs.tell(gates, told);
    }
    return gates;
  }
}
