package io.secateur.cli;

import io.secateur.Destination;
import io.secateur.Workspace;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Csv;
import io.secateur.compare.Surface;
import io.secateur.compare.Sweep;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.model.UnusableException;
import io.secateur.report.Json;
import io.secateur.report.RunFolder;
import io.secateur.report.SurfacePicture;
import io.secateur.report.Table;
import io.secateur.search.Journal;
import io.secateur.search.Past;
import io.secateur.search.Removal;
import io.secateur.search.Swap;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The error as a function of one gate. */
@Command(
    name = "surface",
    customSynopsis = "secateur surface MODEL --data DATA --neuron LAYER:INDEX -o FILE [OPTIONS]",
    description = {
      "Measure the error with one neuron's output multiplied by one number after another: 1 is the"
          + " network as it is, 0 the network without the neuron."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur surface net.onnx --data test.npz --neuron fc1:7 -o surface.svg",
      "  secateur surface net.onnx --data test.npz --neuron fc1:7 --removed runs/1 --after 20 \\",
      "      --to 3 --step 0.01 -o surface.csv"
    })
final class SurfaceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Option(
      names = "--neuron",
      paramLabel = "LAYER:INDEX",
      required = true,
      description = "The neuron, by its layer's name and its place there, from 0.")
  private String neuron = "";

  @Option(
      names = "--removed",
      paramLabel = "RUN",
      description =
          "Close what a run removed first: the folder that prune was given with --run, or its"
              + " removals.jsonl.")
  private @Nullable Path removed;

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "With --removed: only the first N removals.")
  private @Nullable Long after;

  @Option(
      names = "--from",
      paramLabel = "A",
      defaultValue = "0",
      description = "The first number. Default: ${DEFAULT-VALUE}.")
  private double from = 0;

  @Option(
      names = "--to",
      paramLabel = "A",
      defaultValue = "10",
      description = "The last number. Default: ${DEFAULT-VALUE}.")
  private double to = 10;

  @Option(
      names = "--step",
      paramLabel = "A",
      defaultValue = "0.001",
      description = "From one number to the next. Default: ${DEFAULT-VALUE}.")
  private double step = 0.001;

  @Mixin private ErrorFlag error = new ErrorFlag();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write: a table if it ends in .csv, a picture if in .svg.")
  private Path out = Path.of("");

  @Mixin private MemoryFlag memory = new MemoryFlag();
  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    DataOptions options = Usage.checked(data::options);
    Usage.checked(error::word);
    Measuring how = Usage.checked(memory::measuring);
    Sweep sweep = Usage.checked(() -> new Sweep(from, to, step));
    boolean isPicture = Usage.checked(this::isPicture);
    Destination.checkFile(out, model, options);
    try (Workspace work = Workspace.open(model, options);
        Objective objective =
            new Objective(work.network(), work.data(), error.choose(work, output), how)) {
      Anatomy anatomy = work.network().anatomy();
      Neuron which = neuron(anatomy);
      Surface surface = Surface.of(objective, gates(anatomy), which, sweep);
      if (isPicture) {
        SurfacePicture.write(surface, out);
      } else {
        Csv.surfaces(List.of(surface), out);
      }
      output.result(json(surface), () -> text(surface));
    }
    return Failures.DONE;
  }

  private boolean isPicture() {
    String name = String.valueOf(out.getFileName());
    if (after != null && removed == null) {
      throw new IllegalArgumentException("--after goes with --removed");
    }
    if (after != null && after < 0) {
      throw new IllegalArgumentException("--after must be at least 0, not " + after);
    }
    if (neuron.lastIndexOf(':') < 1 || !neuron.matches(".*:[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "--neuron must be a layer's name, a colon and a number, such as fc1:7, not '"
              + neuron
              + "'");
    }
    if (!name.endsWith(".csv") && !name.endsWith(".svg")) {
      throw new IllegalArgumentException("--output must end in .csv or .svg, not '" + name + "'");
    }
    return name.endsWith(".svg");
  }

  /** The neuron of a name; what can be swept is what could be removed. */
  private Neuron neuron(Anatomy anatomy) {
    int colon = neuron.lastIndexOf(':');
    String name = neuron.substring(0, colon);
    int index = Integer.parseInt(neuron.substring(colon + 1));
    for (Layer layer : anatomy.layers()) {
      if (layer.name().equals(name) && layer.isPrunable()) {
        if (index >= layer.width()) {
          throw new UnusableException(
              "layer '"
                  + name
                  + "' has "
                  + layer.width()
                  + " neurons, the last of which is "
                  + (layer.width() - 1)
                  + ", so there is none "
                  + index);
        }
        return anatomy.neurons().get(layer.firstNeuron() + index);
      }
    }
    String known =
        anatomy.layers().stream()
            .filter(Layer::isPrunable)
            .limit(5)
            .map(Layer::name)
            .collect(Collectors.joining(", "));
    throw new UnusableException(
        "the network has no layer '"
            + name
            + "' whose neurons can be removed; "
            + (known.isEmpty() ? "it has none" : "such are " + known)
            + " ('secateur inspect' shows all)");
  }

  private Gates gates(Anatomy anatomy) {
    Gates gates = anatomy.open();
    if (removed == null) {
      return gates;
    }
    requireGatesOnly(removed);
    Past past = Journal.read(removed, anatomy);
    List<Removal> removals = past.removals();
    if (after != null && after > removals.size()) {
      throw new UnusableException(
          "'"
              + removed
              + "' holds "
              + removals.size()
              + " removals, and --after asks for "
              + after);
    }
    int count = after == null ? removals.size() : (int) (long) after;
    for (Removal removal : removals.subList(0, count)) {
      gates = gates.close(removal.neuron().id());
    }
    for (Swap swap : after == null ? past.swaps() : List.<Swap>of()) {
      gates = gates.with(swap.back().id(), 1).close(swap.out().id());
    }
    return gates;
  }

  /** Where weights were fitted anew, gates alone do not make the run's network. */
  private static void requireGatesOnly(Path removed) {
    Path folder = Files.isDirectory(removed) ? removed : removed.resolveSibling(".");
    String repair = RunFolder.option(folder, "repair");
    if (repair != null) {
      throw new UnusableException(
          "the run in '"
              + removed
              + "' changed weights with --repair "
              + repair
              + ", and --removed closes gates only; draw the surface of the file that the run wrote,"
              + " or of a run without --repair");
    }
  }

  private static Map<String, Object> json(Surface surface) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", surface.neuron().layer().name());
    json.put("neuron", surface.neuron().index());
    json.put("removed", surface.removed());
    json.put("error", Json.number(surface.error()));
    json.put("best", surface.best());
    json.put("best_error", Json.number(surface.lowest()));
    json.put("values", surface.values().length);
    return json;
  }

  private String text(Surface surface) {
    Table table = new Table("ll", "neuron", surface.neuron().toString());
    table.row("removed", surface.removed() + " others");
    table.row("error", Numbers.real(surface.error()) + " as it is (1)");
    table.row("lowest", Numbers.real(surface.lowest()) + " at " + Numbers.real(surface.best()));
    table.row("written", out + ", " + Numbers.count(surface.values().length) + " values");
    return table.toString();
  }
}
