package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How wide layers are to be in the end: {@code 90,30} for all that may lose neurons, in the graph's
 * order; {@code fc1=90,fc2=50%} for those that are named, where the others stay whole; or one share
 * for all, {@code 60%}.
 *
 * @param list one for each layer, or one share for all; empty if none is given
 */
public record Widths(List<Width> list) {
  /** None is given: layers go down to the least width. */
  public static final Widths NONE = new Widths(List.of());

  /**
   * A layer's width.
   *
   * @param layer its name, or a pattern as in a scope; null where it is told by its place
   * @param width neurons, or a share of those that it has
   */
  public record Width(@Nullable String layer, Amount width) {
    @Override
    public String toString() {
      return layer == null ? width.toString() : layer + "=" + width;
    }
  }

  public Widths {
    list = List.copyOf(list);
    long named = list.stream().filter(w -> w.layer() != null).count();
    if (named > 0 && named < list.size()) {
      throw new IllegalArgumentException(
          "--widths must name all of its layers or none, not some: '" + text(list) + "'");
    }
    for (Width width : list) {
      if (width.width().value() == 0) {
        throw new IllegalArgumentException("--widths must be at least 1, not '" + width + "'");
      }
    }
  }

  /** Reads them; throws IllegalArgumentException in the words of the flag. */
  public static Widths parse(String text) {
    List<Width> list = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      Amount width = Amount.parse("--widths", part.substring(equals + 1));
      if (equals == 0) {
        throw new IllegalArgumentException("--widths needs a layer's name before '" + part + "'");
      }
      list.add(new Width(equals < 0 ? null : part.substring(0, equals), width));
    }
    return new Widths(list);
  }

  public boolean isNone() {
    return list.isEmpty();
  }

  @Override
  public String toString() {
    return text(list);
  }

  private static String text(List<Width> list) {
    return list.stream().map(Width::toString).collect(Collectors.joining(","));
  }

  /**
   * The least width of each of these layers, by name; empty if none is given.
   *
   * @throws UnusableException if the network has not these layers, or they are narrower
   */
  Map<String, Integer> of(Anatomy anatomy, Scoped scope) {
    List<Layer> layers = anatomy.layers().stream().filter(scope::contains).toList();
    Map<String, Integer> widths = new LinkedHashMap<>();
    if (isNone()) {
      return widths;
    }
    if (list.get(0).layer() != null) {
      layers.forEach(layer -> widths.put(layer.name(), layer.width()));
      list.forEach(width -> put(width, layers, widths));
      return widths;
    }
    boolean forAll = list.size() == 1 && list.get(0).width().isShare();
    if (!forAll && list.size() != layers.size()) {
      throw new UnusableException(
          "--widths must be "
              + layers.size()
              + ", one for each layer that may lose neurons, not "
              + list.size()
              + "; the layers are "
              + named(layers));
    }
    for (int i = 0; i < layers.size(); i++) {
      widths.put(layers.get(i).name(), neurons(list.get(forAll ? 0 : i), layers.get(i)));
    }
    return widths;
  }

  private static void put(Width width, List<Layer> layers, Map<String, Integer> widths) {
    String pattern = String.valueOf(width.layer());
    List<Layer> meant =
        layers.stream().filter(layer -> Scope.matches(pattern, layer.name())).toList();
    if (meant.isEmpty()) {
      throw new UnusableException(
          "--widths '"
              + width
              + "' names no layer that may lose neurons; the layers are "
              + named(layers));
    }
    meant.forEach(layer -> widths.put(layer.name(), neurons(width, layer)));
  }

  private static int neurons(Width width, Layer layer) {
    long neurons = Math.max(1, width.width().of(layer.width()));
    if (neurons > layer.width()) {
      throw new UnusableException(
          "--widths '"
              + width
              + "' is more than the "
              + layer.width()
              + " neurons that '"
              + layer
              + "' has; give at most as many");
    }
    return (int) neurons;
  }

  private static String named(List<Layer> layers) {
    return layers.stream()
        .map(layer -> layer.name() + " (" + layer.width() + ")")
        .collect(Collectors.joining(", "));
  }
}
