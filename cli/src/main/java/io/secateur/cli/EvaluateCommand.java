package io.secateur.cli;

import io.secateur.Workspace;
import io.secateur.data.DataOptions;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.report.Json;
import io.secateur.report.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How good a network is. */
@Command(
    name = "evaluate",
    customSynopsis = "secateur evaluate MODEL --data DATA [OPTIONS]",
    description = "Measure a network's error and accuracy on data.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur evaluate net.onnx --data test.npz",
      "  secateur evaluate net.onnx --data images.gz,labels.gz --scale 1/255"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Mixin private ErrorFlag error = new ErrorFlag();
  @Mixin private MemoryFlag memory = new MemoryFlag();
  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    DataOptions options = Usage.checked(data::options);
    Usage.checked(error::word);
    Measuring how = Usage.checked(memory::measuring);
    try (Workspace work = Workspace.open(model, options)) {
      ErrorMeasure measure = error.choose(work, output);
      if (measure instanceof KullbackLeibler) {
        output.say("Nothing is pruned yet, so this error is 0; with labels or targets it is not.");
      }
      try (Objective objective = new Objective(work.network(), work.data(), measure, how)) {
        Evaluation evaluation = objective.evaluate(work.network().anatomy().open());
        output.result(json(measure, evaluation), () -> text(measure, evaluation));
      }
    }
    return Failures.DONE;
  }

  private static Map<String, Object> json(ErrorMeasure measure, Evaluation evaluation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", evaluation.samples());
    json.put("measure", measure.word());
    json.put("error", Json.number(evaluation.error()));
    json.put("mean_error", Json.number(evaluation.meanError()));
    json.put("accuracy", Json.number(evaluation.accuracy()));
    return json;
  }

  private static String text(ErrorMeasure measure, Evaluation evaluation) {
    Table table = new Table("ll", "samples", Numbers.count(evaluation.samples()));
    table.row(
        "error",
        Numbers.real(evaluation.error())
            + " in all, "
            + Numbers.real(evaluation.meanError())
            + " a sample ("
            + measure.word()
            + ")");
    if (evaluation.hasAccuracy()) {
      table.row("accuracy", Numbers.percent(evaluation.accuracy()));
    }
    return table.toString();
  }
}
