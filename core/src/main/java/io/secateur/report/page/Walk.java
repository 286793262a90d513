package io.secateur.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One network on its way from whole to bare: what went when, as a picture of its neurons, and what
 * it was like at some stations on the way, by a slider.
 *
 * @param error which error, such as {@code squared}
 * @param layers the layers that can lose neurons, in the graph's order; neurons are numbered
 *     through them
 * @param paths one for each criterion
 * @param portraits of some neurons, or of none
 * @param plane what the networks of the stations are drawn over; null where samples are not points
 * @param classes names of the classes, for confusion matrices; empty where the data tells none
 */
public record Walk(
    String title,
    String note,
    String error,
    List<Layer> layers,
    List<Path> paths,
    List<Portrait> portraits,
    @Nullable Plane plane,
    List<String> classes)
    implements Section {
  public Walk {
    layers = List.copyOf(layers);
    paths = List.copyOf(paths);
    portraits = List.copyOf(portraits);
    classes = List.copyOf(classes);
    int neurons = layers.stream().mapToInt(Layer::width).sum();
    for (Path path : paths) {
      if (path.gone().length != neurons || path.stations().isEmpty()) {
        throw new IllegalArgumentException(
            "the path '" + path.name() + "' is not one of " + neurons + " neurons");
      }
    }
  }

  /** A layer and how many neurons it had. */
  public record Layer(String name, int width) {}

  /**
   * One run.
   *
   * @param name the criterion
   * @param gone for each neuron, which removal took it, from 1; 0 for those that stayed
   * @param stations in order, the trained network first
   */
  public record Path(String name, int[] gone, List<Station> stations) {
    public Path {
      stations = List.copyOf(stations);
    }
  }

  /**
   * The network when some neurons were gone.
   *
   * @param removed how many
   * @param accuracy 0 to 1; NaN where the data tells no classes
   * @param confusion samples by their class (row) and what the network said (column); null for none
   * @param field what it says of the plane (size, size), a byte a point, from the least y up and
   *     the least x on: the lead of the second class over the first from −1 to 1 as −127 to 127 for
   *     two classes, else the number of the class; null for none
   */
  public record Station(
      int removed,
      int neurons,
      long parameters,
      long flops,
      double error,
      double accuracy,
      int @Nullable [][] confusion,
      byte @Nullable [] field) {}

  /**
   * The part of the plane that fields are of, and some samples in it.
   *
   * @param range least x, most x, least y, most y
   * @param size points of a field along each axis
   * @param classes how many classes a field tells apart
   * @param x of some samples
   * @param y of these
   * @param labels the classes of these
   */
  public record Plane(
      double[] range, int size, int classes, double[] x, double[] y, int[] labels) {}
}
