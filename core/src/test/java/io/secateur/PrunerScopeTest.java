package io.secateur;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.data.DataOptions;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import io.secateur.testing.NpzFile;
import io.secateur.testing.Residual;
import io.secateur.testing.SmallPruning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of a pruning is in the written file as it was. */
class PrunerScopeTest {
  @TempDir Path folder;

  @Test
  void aResidualStreamStaysWithTheLayerThatWritesToIt() throws IOException {
    Path model = folder.resolve("net.onnx");
    Residual.model().write(model);
    Path data = NpzFile.write(folder.resolve("data.npz"), Residual.samples());
    Path out = folder.resolve("small.onnx");
    Path run = folder.resolve("run");
    List<String> said = new ArrayList<>();
    SmallPruning quiet = new SmallPruning(folder, model, data, data, said);
    Pruner.prune(
        PruneOptions.builder(model, DataOptions.of(data.toString()), out)
            .stops(Stops.after(99))
            .run(run)
            .scope(new Scope(List.of(), List.of("/layer1/*")))
            .build(),
        quiet.listener());

    Model pruned = Model.read(out);
    for (String weights : List.of("w_/stem", "b_/stem", "w_/layer1/a", "w_/layer1/b")) {
      assertThat(tensor(pruned, weights).bytes())
          .isEqualTo(tensor(Model.read(model), weights).bytes());
    }
    assertThat(tensor(pruned, "w_/layer2/c").dims()).containsExactly(1, 3, 1, 1);

    JsonNode json = new ObjectMapper().readTree(run.resolve("result.json").toFile());
    JsonNode left = json.get("left_out");
    assertThat(left).hasSize(2);
    assertThat(left.get(0).get("layer").asText()).isEqualTo("/stem");
    assertThat(left.get(0).get("coupled_to")).hasSize(1);
    assertThat(left.get(0).get("coupled_to").get(0).asText()).isEqualTo("/layer1/b");
    assertThat(left.get(1).get("layer").asText()).isEqualTo("/layer1/a");
    assertThat(left.get(1).has("coupled_to")).isFalse();
    assertThat(json.get("provenance").get("options").get("except").get(0).asText())
        .isEqualTo("/layer1/*");
  }

  private static Tensor tensor(Model model, String name) {
    return Objects.requireNonNull(model.graph().constants().get(name));
  }
}
