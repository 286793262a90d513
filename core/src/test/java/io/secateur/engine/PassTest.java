package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** A pass frees what nobody takes any more, and gives what is wanted. */
class PassTest {
  private static final Program.InputHook AS_IT_IS = (node, slot, input) -> input;

  /** What a pass makes of x = (1, 2): the values that are wanted, as numbers. */
  private static Map<String, List<Double>> run(Graph graph, String... wanted) {
    Map<String, List<Double>> found = new java.util.TreeMap<>();
    try (Program program = new Program(graph)) {
      Scopes.run(
          () -> {
            var x = Bridge.toNative(Tensor.of(new long[] {1, 2}, 1f, 2f));
            var values =
                Pass.to(program, Set.of(wanted)).run(program.values(Map.of("x", x)), AS_IT_IS);
            values.forEach(
                (name, value) -> {
                  List<Double> numbers = new ArrayList<>();
                  for (double v : Bridge.doubles(value)) {
                    numbers.add(v);
                  }
                  found.put(name, numbers);
                });
          });
    }
    return found;
  }

  private static ModelBuilder model() {
    return new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 2);
  }

  /** A value is there until its last reader has run, also one that is taken as it is. */
  @Test
  void valuesLiveAsLongAsTheyAreTaken() {
    Graph graph =
        model()
            .node("Add", "two", List.of("x", "x"))
            .node("Identity", "same", List.of("two"))
            .node("Neg", "minus", List.of("same"))
            .node("Mul", "square", List.of("minus", "two"))
            .node("Sub", "y", List.of("square", "x"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    assertThat(run(graph, "y", "same", "x"))
        .isEqualTo(Map.of("x", List.of(1., 2.), "same", List.of(2., 4.), "y", List.of(-5., -18.)));
  }

  @Test
  void sequencesKeepTheirTensors() {
    Graph graph =
        model()
            .constant("last", Nets.longs(-1))
            .node("Neg", "minus", List.of("x"))
            .node("SequenceConstruct", "both", List.of("x", "minus"))
            .node("Exp", "other", List.of("minus"))
            .node("SequenceInsert", "three", List.of("both", "other"))
            .node("SequenceErase", "two", List.of("three", "last"))
            .node("ConcatFromSequence", "y", List.of("two"), "axis", 1)
            .output("y", ElementType.FLOAT, -1, 4)
            .build()
            .graph();
    assertThat(run(graph, "y")).isEqualTo(Map.of("y", List.of(1., 2., -1., -2.)));
  }

  /** A constant is not the pass's to free. */
  @Test
  void constantsOutliveIt() {
    Graph graph =
        model()
            .constant("c", Tensor.of(new long[] {1, 2}, 3f, 4f))
            .node("Identity", "same", List.of("c"))
            .node("Mul", "y", List.of("same", "x"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    try (Program program = new Program(graph)) {
      Pass pass = Pass.to(program, Set.of("y"));
      for (int i = 0; i < 3; i++) {
        Scopes.run(
            () -> {
              var x = Bridge.toNative(Tensor.of(new long[] {1, 2}, 1f, 2f));
              var y =
                  Objects.requireNonNull(
                      pass.run(program.values(Map.of("x", x)), AS_IT_IS).get("y"));
              assertThat(Bridge.doubles(y)).containsExactly(3, 8);
            });
      }
    }
  }

  /** A shape for one sample means all of them, also where nobody takes the input any more. */
  @Test
  void moreSamplesThanDeclaredAreSeenToTheEnd() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, 1, 2)
            .constant("one", Nets.longs(1, 2))
            .node("Neg", "minus", List.of("x"))
            .node("Reshape", "y", List.of("minus", "one"))
            .output("y", ElementType.FLOAT, 1, 2)
            .build()
            .graph();
    try (Program program = new Program(graph)) {
      Scopes.run(
          () -> {
            var x = Bridge.toNative(Tensor.of(new long[] {3, 2}, 1f, 2f, 3f, 4f, 5f, 6f));
            var given = program.values(Map.of("x", x));
            var y = Pass.to(program, Set.of("y")).run(given, AS_IT_IS).get("y");
            assertThat(Objects.requireNonNull(y).shape()).containsExactly(3, 2);
          });
    }
  }

  @Test
  void whatIsNotNeededIsNotRun() {
    Graph graph =
        model()
            .constant("w", Tensor.of(new long[] {3, 1}, 1f, 1f, 1f))
            .node("Neg", "y", List.of("x"))
            .node("MatMul", "impossible", List.of("x", "w"))
            .output("y", ElementType.FLOAT, -1, 2)
            .output("impossible", ElementType.FLOAT, -1, 1)
            .build()
            .graph();
    assertThat(run(graph, "y")).isEqualTo(Map.of("y", List.of(-1., -2.)));
  }

  /** However deep the network, no more native objects are there at its end than at its start. */
  @Test
  void aDeepNetworkLeavesNothingBehind() {
    ModelBuilder model = model();
    String value = "x";
    for (int depth = 1; depth <= 200; depth++) {
      model.node("Sigmoid", "v" + depth, List.of(value));
      value = "v" + depth;
    }
    Graph graph = model.output(value, ElementType.FLOAT, -1, 2).build().graph();
    List<Long> alive = new ArrayList<>();
    try (Program program = new Program(graph)) {
      Scopes.run(
          () -> {
            var x = Bridge.toNative(Tensor.of(new long[] {1, 2}, 1f, 2f));
            Pass.through(program)
                .run(
                    program.values(Map.of("x", x)),
                    AS_IT_IS,
                    (name, made) -> alive.add(Pointer.totalCount()));
          });
    }
    assertThat(alive).hasSize(200);
    assertThat(alive.get(199)).isLessThanOrEqualTo(alive.get(1) + 2);
  }
}
