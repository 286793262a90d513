package io.secateur.report;

import io.secateur.engine.Network;
import io.secateur.engine.Raster;
import org.jspecify.annotations.Nullable;

/** The pictures that a network is given, where its only input can be seen as one. */
final class InputPicture {
  /** Smaller ones are no pictures. */
  private static final int LEAST_SIDE = 3;

  private InputPicture() {}

  /** How the input's pixels lie; null where it is no picture. */
  static @Nullable Raster of(Network network) {
    return network.graph().inputs().size() == 1
        ? layout(network.shapes().of(network.graph().inputs().get(0).name()))
        : null;
  }

  /** Of a shape whose first axis is not part of a picture; null where the others are none. */
  static @Nullable Raster layout(long... dims) {
    Raster layout = null;
    if (dims.length == 4 && isColours(dims[1])) {
      layout = new Raster((int) dims[1], (int) dims[2], (int) dims[3], false, 1);
    } else if (dims.length == 4 && isColours(dims[3])) {
      layout = new Raster((int) dims[3], (int) dims[1], (int) dims[2], true, 1);
    } else if (dims.length == 3) {
      layout = new Raster(1, (int) dims[1], (int) dims[2], false, 1);
    } else if (dims.length == 2) {
      for (int colours : new int[] {1, 3}) {
        int side = (int) Math.round(Math.sqrt((double) dims[1] / colours));
        layout =
            (long) colours * side * side == dims[1]
                ? new Raster(colours, side, side, false, 1)
                : layout;
      }
    }
    return layout == null || Math.min(layout.height(), layout.width()) < LEAST_SIDE ? null : layout;
  }

  private static boolean isColours(long channels) {
    return channels == 1 || channels == 3;
  }
}
