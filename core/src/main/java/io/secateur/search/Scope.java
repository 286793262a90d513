package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Chain;
import io.secateur.anatomy.Layer;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which layers may lose neurons, by patterns with {@code *} for any letters and {@code ?} for one.
 *
 * <p>A pattern names the nodes that make a layer's neurons, by the node's name or that of the value
 * that it makes; a layer's own name counts too. Where several nodes make the same neurons, as those
 * that write to one residual stream do, all of them must be in scope, because none can lose a
 * neuron without the others.
 *
 * @param only what may be pruned; everything if this is empty
 * @param except what may not
 */
public record Scope(List<String> only, List<String> except) {
  /** Everything. */
  public static final Scope ALL = new Scope(List.of(), List.of());

  private static final int NAMED = 10;

  public Scope {
    only = List.copyOf(only);
    except = List.copyOf(except);
    if (only.contains("")) {
      throw new IllegalArgumentException("--only must be a layer's name or a pattern such as fc*");
    }
    if (except.contains("")) {
      throw new IllegalArgumentException(
          "--except must be a layer's name or a pattern such as fc*");
    }
  }

  public boolean isAll() {
    return equals(ALL);
  }

  /**
   * What that is of a network.
   *
   * @throws UnusableException if a pattern matches nothing, or nothing may be pruned
   */
  public Scoped of(Anatomy anatomy) {
    only.forEach(pattern -> check("--only", pattern, anatomy));
    except.forEach(pattern -> check("--except", pattern, anatomy));
    Set<String> in = new LinkedHashSet<>();
    List<Scoped.Kept> kept = new ArrayList<>();
    for (Layer layer : anatomy.layers()) {
      if (!layer.isPrunable()) {
        continue;
      }
      Set<String> out = new TreeSet<>();
      boolean some = false;
      for (Chain.Stop writer : anatomy.chain(layer).writers()) {
        boolean isIn = contains(names(layer, writer, anatomy));
        some |= isIn;
        if (!isIn) {
          out.add(writer.node().name());
        }
      }
      if (out.isEmpty()) {
        in.add(layer.name());
      } else {
        kept.add(new Scoped.Kept(layer, some ? List.copyOf(out) : List.of()));
      }
    }
    if (in.isEmpty() && !isAll()) {
      throw new UnusableException(
          "--only and --except leave no layer that can be pruned; " + known(anatomy));
    }
    return new Scoped(in, kept);
  }

  private boolean contains(Set<String> names) {
    boolean meant = only.isEmpty() || only.stream().anyMatch(p -> matches(p, names));
    return meant && except.stream().noneMatch(p -> matches(p, names));
  }

  private static void check(String flag, String pattern, Anatomy anatomy) {
    for (Layer layer : anatomy.layers()) {
      for (Chain.Stop writer : anatomy.chain(layer).writers()) {
        if (matches(pattern, names(layer, writer, anatomy))) {
          return;
        }
      }
    }
    throw new UnusableException(flag + " '" + pattern + "' matches no layer; " + known(anatomy));
  }

  /** What a writer of a layer goes by; the first is the one that the layer has its name from. */
  private static Set<String> names(Layer layer, Chain.Stop writer, Anatomy anatomy) {
    Set<String> names = new LinkedHashSet<>(List.of(writer.node().name(), writer.value()));
    if (writer.equals(anatomy.chain(layer).writers().get(0))) {
      names.add(layer.name());
    }
    return names;
  }

  private static String known(Anatomy anatomy) {
    List<Layer> layers = anatomy.layers().stream().filter(Layer::isPrunable).toList();
    if (layers.isEmpty()) {
      return "the network has none that can be pruned";
    }
    String names = layers.stream().limit(NAMED).map(Layer::name).collect(Collectors.joining(", "));
    int more = layers.size() - NAMED;
    return "those that can be pruned are " + names + (more > 0 ? " and " + more + " more" : "");
  }

  private static boolean matches(String pattern, Set<String> names) {
    return names.stream().anyMatch(name -> matches(pattern, name));
  }

  /** Steps back to the last star where what follows it does not fit. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int star = -1;
    int from = 0;
    for (int n = 0; n < name.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
