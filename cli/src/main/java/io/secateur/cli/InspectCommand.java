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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "  secateur inspect net.onnx --json"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Option(
      names = "--shape",
      paramLabel = "INPUT=SIZES",
      description =
          "The sizes of an input without the batch, such as input=3,224,224, where the model leaves"
              + " them free (they are 1 otherwise). May be repeated.")
  private List<String> shapes = new ArrayList<>();

  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    InputSizes sizes = Usage.checked(() -> InputSizes.parse(shapes));
    Graph graph = Model.read(model).graph();
    sizes.check(graph.inputs());
    try (Network network = open(graph, sizes)) {
      Anatomy anatomy = network.anatomy();
      output.result(json(anatomy), () -> text(anatomy));
    }
    return Failures.DONE;
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
    json.put("layers", anatomy.layers().stream().map(InspectCommand::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Layer layer) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("width", layer.width());
    json.put("kind", layer.kind());
    json.put("prunable", layer.isPrunable());
    json.put("reason", layer.reason());
    return json;
  }

  private static String text(Anatomy anatomy) {
    Table table = new Table("llrl", "layer", "kind", "width", "can be pruned");
    for (Layer layer : anatomy.layers()) {
      String prunable = layer.isPrunable() ? "yes" : "no: " + layer.reason();
      table.row(layer.name(), layer.kind(), Integer.toString(layer.width()), prunable);
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
