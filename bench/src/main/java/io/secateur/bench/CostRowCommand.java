package io.secateur.bench;

import io.secateur.Workspace;
import io.secateur.bench.cost.Cost;
import io.secateur.bench.race.Ranking;
import io.secateur.bench.race.Steady;
import io.secateur.data.DataOptions;
import io.secateur.engine.errors.SquaredError;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One row of {@code cost}, in a process that does nothing else. */
@Command(name = "cost-row", hidden = true)
final class CostRowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Option(names = "--seconds")
  private double seconds = 10;

  @Override
  public Integer call() {
    DataOptions options = Objects.requireNonNull(data.options());
    try (Workspace work = Workspace.open(model, options)) {
      Ranking ranking = new Ranking(work, new SquaredError());
      double cold = ranking.seconds();
      long peak = Machine.peak();
      double warm = Steady.of(ranking::seconds, seconds).median();
      Cost cost = new Cost(ranking.neurons(), work.data().size(), cold, warm, peak);
      spec.commandLine().getOut().println(cost.line());
    }
    return Main.DONE;
  }
}
