package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.engine.repair.Readers;
import io.secateur.engine.repair.Scarcity;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Unit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told that least squares has too little to go by. */
class ScarcityTest {
  private static @Nullable String sentence(Graph graph, int samples) {
    try (Network network = Network.of(graph, Map.of())) {
      return Scarcity.sentence(
          Readers.of(graph, network.anatomy(), network.shapes()), network.shapes(), samples);
    }
  }

  /** Readers of 9 and of 12 units: the second has the fewer rows for each. */
  @Test
  void aRowForEachSample() {
    Graph graph = PlainMlp.random(3, Unit.TANH, Unit.LINEAR, 40, 9, 12, 4).model().graph();
    assertThat(sentence(graph, 12)).isNull();
    assertThat(sentence(graph, 11)).contains("12 weights", "11 rows", "give more samples");
    assertThat(sentence(graph, 3)).contains("12 weights", "3 rows");
  }

  /** 3 channels under 3 x 3 are 27 features; of 5 x 5 with no padding 9 places are left. */
  @Test
  void aRowForEachPlace() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2, 5, 5)
            .constant("w1", Weights.random(1, 3, 2, 1, 1))
            .constant("w2", Weights.random(3, 4, 3, 3, 3))
            .node("Conv", "c1", List.of("x", "w1"))
            .node("Relu", "a1", List.of("c1"))
            .node("Conv", "c2", List.of("a1", "w2"))
            .node("GlobalAveragePool", "mean", List.of("c2"))
            .node("Flatten", "y", List.of("mean"))
            .output("y", ElementType.FLOAT, -1, 4)
            .build()
            .graph();
    assertThat(sentence(graph, 3)).isNull();
    assertThat(sentence(graph, 2)).contains("(Conv)", "27 weights", "18 rows");
  }
}
