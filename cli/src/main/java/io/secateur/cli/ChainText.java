package io.secateur.cli;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Chain;
import io.secateur.anatomy.Layer;
import io.secateur.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where neurons live, from those who make them to those who sum over them, in words. */
final class ChainText {
  private ChainText() {}

  /** The first, and how many more there are: {@code conv2 +1}. */
  static String readers(Chain chain) {
    List<String> names = names(chain.readers());
    int more = names.size() - 1;
    return names.isEmpty() ? "nothing" : names.get(0) + (more > 0 ? " +" + more : "");
  }

  /** The nodes' names, each once. */
  static List<String> names(List<Chain.Stop> stops) {
    return stops.stream().map(stop -> stop.node().name()).distinct().toList();
  }

  /** A layer's nodes, one a line; where it stays whole, how that came about. */
  static String of(Layer layer, Anatomy anatomy) {
    Chain chain = anatomy.chain(layer);
    Table table = new Table("llll", "", "node", "operator", "neurons along");
    rows(table, "made by", chain.writers());
    rows(table, "carried by", chain.carriers());
    rows(table, "read by", chain.readers());
    rows(table, "way to what stays", chain.path());
    String neurons = layer.width() + " " + layer.kind() + (layer.width() == 1 ? "" : "s");
    String reason = layer.reason();
    return layer.name()
        + ": "
        + neurons
        + (reason == null ? ", which can be pruned" : ", which cannot be pruned: " + reason)
        + "\n\n"
        + table;
  }

  private static void rows(Table table, String what, List<Chain.Stop> stops) {
    String first = what;
    for (Chain.Stop stop : stops) {
      String place = "axis " + stop.axis() + " of '" + stop.value() + "'";
      table.row(first, stop.node().name(), stop.node().op(), place);
      first = "";
    }
  }

  static Map<String, @Nullable Object> json(Layer layer, Anatomy anatomy) {
    Chain chain = anatomy.chain(layer);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("width", layer.width());
    json.put("kind", layer.kind());
    json.put("prunable", layer.isPrunable());
    json.put("reason", layer.reason());
    json.put("writers", json(chain.writers()));
    json.put("carriers", json(chain.carriers()));
    json.put("readers", json(chain.readers()));
    json.put("path", json(chain.path()));
    return json;
  }

  private static List<Map<String, Object>> json(List<Chain.Stop> stops) {
    return stops.stream().map(ChainText::json).toList();
  }

  private static Map<String, Object> json(Chain.Stop stop) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", stop.node().name());
    json.put("operator", stop.node().op());
    json.put("value", stop.value());
    json.put("axis", stop.axis());
    return json;
  }
}
