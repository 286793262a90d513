package io.secateur.engine.operators;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** GridSample: x (batch, channels, space...) read at places between -1 and 1. */
final class GridSampling {
  private GridSampling() {}

  static boolean runs(Step step) {
    return step.in(0).dim() == 4 || (step.in(0).dim() == 5 && mode(step) < 2);
  }

  static Tensor apply(Step step) {
    int padding =
        switch (step.attributes().text("padding_mode", "zeros")) {
          case "border" -> 1;
          case "reflection" -> 2;
          default -> 0;
        };
    boolean corners = step.attributes().integer("align_corners", 0) != 0;
    return torch.grid_sampler(step.in(0), step.in(1), mode(step), padding, corners);
  }

  private static int mode(Step step) {
    return switch (step.attributes().text("mode", "linear")) {
      case "nearest" -> 1;
      case "cubic", "bicubic" -> 2;
      default -> 0;
    };
  }
}
