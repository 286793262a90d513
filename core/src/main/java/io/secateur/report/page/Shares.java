package io.secateur.report.page;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which layers lost their neurons when: for each criterion, the part of each layer that is gone.
 */
public record Shares(String title, String note, int neurons, List<String> layers, List<Run> runs)
    implements Section {
  private static final int MOST_PLACES = 200;

  public Shares {
    layers = List.copyOf(layers);
    runs = List.copyOf(runs);
  }

  /**
   * One criterion.
   *
   * @param removed how many neurons were gone at each place
   * @param shares (layers, places), 0 to 1
   */
  public record Run(String name, int[] removed, double[][] shares) {}

  /** Of paths through one network. */
  public static Shares of(
      String title, String note, List<Walk.Layer> layers, List<Walk.Path> paths) {
    return new Shares(
        title,
        note,
        layers.stream().mapToInt(Walk.Layer::width).sum(),
        layers.stream().map(Walk.Layer::name).toList(),
        paths.stream().map(path -> run(layers, path)).toList());
  }

  private static Run run(List<Walk.Layer> layers, Walk.Path path) {
    int last = IntStream.of(path.gone()).max().orElse(0);
    int places = Math.min(last, MOST_PLACES) + 1;
    int[] removed =
        IntStream.range(0, places)
            .map(i -> (int) Math.round((double) i * last / Math.max(1, places - 1)))
            .toArray();
    double[][] shares = new double[layers.size()][places];
    int first = 0;
    for (int l = 0; l < shares.length; l++) {
      int width = layers.get(l).width();
      int[] gone = IntStream.range(first, first + width).map(k -> path.gone()[k]).toArray();
      for (int i = 0; i < places; i++) {
        int place = i;
        long count = IntStream.of(gone).filter(g -> g > 0 && g <= removed[place]).count();
        shares[l][i] = (double) count / width;
      }
      first += width;
    }
    return new Run(path.name(), removed, shares);
  }
}
