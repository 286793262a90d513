package io.secateur.cli;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Costs;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.engine.Network;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import io.secateur.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network consists of. */
@Command(
    name = "inspect",
    customSynopsis = "secateur inspect MODEL [OPTIONS]",
    description = "Show a network's layers, their widths, and what can be pruned or why it cannot.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur inspect net.onnx",
      "  secateur inspect net.onnx --shape input=3,224,224",
      "  secateur inspect net.onnx --why conv1",
      "  secateur inspect net.onnx --json"
    })
final class InspectCommand implements Callable<Integer> {
  private static final int NAMED = 10;

  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Option(
      names = "--shape",
      paramLabel = "INPUT=SIZES",
      description =
          "The sizes of an input without the batch, such as input=3,224,224, where the model leaves"
              + " them free (they are 1 otherwise). May be repeated.")
  private List<String> shapes = new ArrayList<>();

  @Option(
      names = "--why",
      paramLabel = "LAYER",
      description =
          "Show of this layer, or of those that this node makes, which nodes make, carry and read"
              + " its neurons; where they cannot be pruned, also the way to what must stay.")
  private @Nullable String why;

  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    InputSizes sizes = Usage.checked(() -> InputSizes.parse(shapes));
    Graph graph = Model.read(model).graph();
    sizes.check(graph.inputs());
    try (Network network = open(graph, sizes)) {
      Anatomy anatomy = network.anatomy();
      List<Layer> asked = why == null ? List.of() : asked(anatomy, why);
      if (asked.isEmpty()) {
        output.result(json(anatomy), () -> text(anatomy));
      } else {
        output.result(
            Map.of("layers", asked.stream().map(l -> ChainText.json(l, anatomy)).toList()),
            () ->
                asked.stream()
                    .map(layer -> ChainText.of(layer, anatomy))
                    .collect(Collectors.joining("\n\n")));
      }
    }
    return Failures.DONE;
  }

  /** The layer of this name, or those that the node of this name makes. */
  private static List<Layer> asked(Anatomy anatomy, String name) {
    List<Layer> layers = anatomy.layers();
    List<Layer> named = layers.stream().filter(l -> l.name().equals(name)).toList();
    List<Layer> made =
        layers.stream()
            .filter(l -> ChainText.names(anatomy.chain(l).writers()).contains(name))
            .toList();
    if (named.isEmpty() && made.isEmpty()) {
      int more = layers.size() - NAMED;
      throw new UnusableException(
          "--why names '"
              + name
              + "', which makes no neurons; the layers are "
              + layers.stream().limit(NAMED).map(Layer::name).collect(Collectors.joining(", "))
              + (more > 0 ? " and " + more + " more" : ""));
    }
    return named.isEmpty() ? made : named;
  }

  private Network open(Graph graph, InputSizes sizes) {
    List<ValueInfo> open = sizes.open(graph.inputs());
    for (ValueInfo input : open) {
      output.say(
          "The model leaves sizes of '"
              + input.name()
              + "' free, "
              + input.shape()
              + ", so they are taken as 1; "
              + InputSizes.example(input)
              + " gives others.");
    }
    try {
      return Network.of(graph, sizes.byInput());
    } catch (UnusableException e) {
      if (open.isEmpty()) {
        throw e;
      }
      throw new UnusableException(
          e.getMessage()
              + "; free sizes were taken as 1, so give "
              + String.join(" ", open.stream().map(InputSizes::example).toList()),
          e);
    }
  }

  private static Map<String, Object> json(Anatomy anatomy) {
    Costs costs = anatomy.costs();
    Gates all = anatomy.open();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parameters", costs.parameters(all));
    json.put("flops", costs.flops(all));
    json.put("neurons", anatomy.neurons().size());
    json.put("layers", anatomy.layers().stream().map(l -> json(l, anatomy)).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Layer layer, Anatomy anatomy) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("width", layer.width());
    json.put("kind", layer.kind());
    json.put("prunable", layer.isPrunable());
    json.put("reason", layer.reason());
    json.put("writers", ChainText.names(anatomy.chain(layer).writers()));
    json.put("readers", ChainText.names(anatomy.chain(layer).readers()));
    return json;
  }

  private static String text(Anatomy anatomy) {
    Table table =
        new Table("llrrll", "layer", "kind", "width", "makers", "read by", "can be pruned");
    for (Layer layer : anatomy.layers()) {
      String prunable = layer.isPrunable() ? "yes" : "no: " + layer.reason();
      table.row(
          layer.name(),
          layer.kind(),
          Integer.toString(layer.width()),
          Integer.toString(ChainText.names(anatomy.chain(layer).writers()).size()),
          ChainText.readers(anatomy.chain(layer)),
          prunable);
    }
    Costs costs = anatomy.costs();
    Gates all = anatomy.open();
    long prunable = anatomy.layers().stream().filter(Layer::isPrunable).count();
    return table
        + "\n\n"
        + prunable
        + " of "
        + anatomy.layers().size()
        + " layers can be pruned, with "
        + Numbers.count(anatomy.neurons().size())
        + " neurons. The network has "
        + Numbers.count(costs.parameters(all))
        + " parameters and takes "
        + Numbers.count(costs.flops(all))
        + " FLOPs for a sample.";
  }
}
