package io.secateur.report;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.data.Dataset;
import io.secateur.engine.Answers;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.report.page.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The network as it was at some stations of runs that pruned it: what it cost, what it mistook for
 * what, and what it said of the plane, where its samples are points. Everything is measured again
 * with gates closed, by as many forward passes as there are stations.
 */
public final class Stations implements AutoCloseable {
  /** Stations of a run after its start, at most. */
  public static final int MOST = 40;

  /** Larger confusion matrices cannot be read. */
  private static final int MOST_CLASSES = 20;

  private static final int SIDE = 64;
  private static final int DOTS = 240;

  private final Network network;
  private final ErrorFunction ranking;
  private final ErrorFunction judging;
  private final ToLongFunction<Gates> parameters;
  private final Walk.@Nullable Plane plane;
  private final @Nullable Objective grid;

  /**
   * Of a network on data; all belong to the caller.
   *
   * @param ranking the error on the data that neurons were ranked on, by which readers were
   *     repaired if anything was
   * @param judging the error on what the stations are judged on; may be the same
   * @param data what that is, or the first of it
   * @param parameters of the file that some gates would leave
   */
  public Stations(
      ErrorFunction ranking,
      ErrorFunction judging,
      Dataset data,
      ToLongFunction<Gates> parameters) {
    this.network = ranking.network();
    this.ranking = ranking;
    this.judging = judging;
    this.parameters = parameters;
    Map.Entry<String, Tensor> points = points(data);
    this.plane = points == null ? null : plane(points.getValue(), data);
    this.grid =
        points == null || plane == null
            ? null
            : new Objective(
                network,
                PlaneGrid.of(points.getKey(), points.getValue().dims(), plane.range(), SIDE),
                judging.measure());
  }

  /** What one removal left behind; NaN where that was not measured. */
  public record Taken(Neuron neuron, double error, double accuracy) {}

  /** The layers that can lose neurons. */
  public List<Walk.Layer> layers() {
    return network.anatomy().layers().stream()
        .filter(Layer::isPrunable)
        .map(layer -> new Walk.Layer(layer.name(), layer.width()))
        .toList();
  }

  /** The names of the classes; empty where there is no confusion matrix. */
  public List<String> classes() {
    int count = !judging.tellsClasses() ? 0 : Math.max(2, network.outputSize());
    return IntStream.range(0, count > MOST_CLASSES ? 0 : count)
        .mapToObj(Integer::toString)
        .toList();
  }

  /** What fields are drawn over; null where samples are not points of classes. */
  public Walk.@Nullable Plane plane() {
    return plane;
  }

  /**
   * A run.
   *
   * @param name what it is called on the page
   * @param error of the trained network
   * @param accuracy of the trained network; NaN where the data tells no classes
   * @param taken what went, in order
   */
  public Walk.Path path(String name, double error, double accuracy, List<Taken> taken) {
    Anatomy anatomy = network.anatomy();
    int[] gone = new int[anatomy.neurons().size()];
    int[] measured =
        IntStream.range(0, taken.size()).filter(i -> !Double.isNaN(taken.get(i).error())).toArray();
    int count = Math.min(MOST, measured.length);
    List<Walk.Station> stations = new ArrayList<>();
    Gates gates = anatomy.open();
    stations.add(station(gates, 0, error, accuracy));
    for (int i = 1, removed = 0; i <= count; i++) {
      int to = measured[(int) Math.round((double) i * measured.length / count) - 1] + 1;
      for (; removed < to; removed++) {
        int neuron = taken.get(removed).neuron().id();
        gone[neuron] = removed + 1;
        gates = ranking.close(gates, neuron);
      }
      Taken last = taken.get(to - 1);
      stations.add(station(gates, to, last.error(), last.accuracy()));
    }
    return new Walk.Path(name, gone, stations);
  }

  private Walk.Station station(Gates gates, int removed, double error, double accuracy) {
    return new Walk.Station(
        removed,
        gates.alive().length,
        parameters.applyAsLong(gates),
        network.anatomy().costs().flops(gates),
        error,
        accuracy,
        classes().isEmpty() ? null : judging.confusion(gates, classes().size()),
        grid == null ? null : field(grid.answers(gates)));
  }

  private byte[] field(Answers answers) {
    byte[] field = new byte[SIDE * SIDE];
    for (int i = 0; i < field.length; i++) {
      field[i] =
          answers.leads().length > 0
              ? (byte) Math.round(127 * answers.leads()[i])
              : (byte) answers.said()[i];
    }
    return field;
  }

  /** The only input, where it is real and a sample is two numbers, and the data tells classes. */
  private Map.@Nullable Entry<String, Tensor> points(Dataset data) {
    Map<String, Tensor> one = data.batch(0, 1).inputs();
    if (one.size() != 1 || !judging.tellsClasses() || network.outputSize() > Byte.MAX_VALUE) {
      return null;
    }
    Tensor sample = one.values().iterator().next();
    boolean isPoint = sample.size() == 2 && sample.type() == ElementType.FLOAT;
    return isPoint ? data.batch(0, data.size()).inputs().entrySet().iterator().next() : null;
  }

  private Walk.Plane plane(Tensor points, Dataset data) {
    int samples = Math.toIntExact(points.size() / 2);
    double[] range = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < 2 * samples; i++) {
      int axis = i % 2;
      range[2 * axis] = Math.min(range[2 * axis], points.at(i));
      range[2 * axis + 1] = Math.max(range[2 * axis + 1], points.at(i));
    }
    int count = Math.min(DOTS, samples);
    int[] some = IntStream.range(0, count).map(i -> (int) ((long) i * samples / count)).toArray();
    return new Walk.Plane(
        widened(range),
        SIDE,
        Math.max(2, network.outputSize()),
        IntStream.of(some).mapToDouble(i -> points.at(2 * i)).toArray(),
        IntStream.of(some).mapToDouble(i -> points.at(2 * i + 1)).toArray(),
        classes(data.take(some)));
  }

  private int[] classes(Dataset some) {
    try (Objective few = new Objective(network, some, judging.measure())) {
      return few.classes();
    }
  }

  /** A little more than the samples need on each side. */
  private static double[] widened(double[] range) {
    double[] wide = new double[4];
    for (int axis = 0; axis < 2; axis++) {
      double span = Math.max(range[2 * axis + 1] - range[2 * axis], 1e-6);
      wide[2 * axis] = range[2 * axis] - 0.05 * span;
      wide[2 * axis + 1] = range[2 * axis + 1] + 0.05 * span;
    }
    return wide;
  }

  @Override
  public void close() {
    if (grid != null) {
      grid.close();
    }
  }
}
