package io.secateur.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.secateur.anatomy.Layer;
import io.secateur.engine.Network;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.testing.Protos;
import io.secateur.testing.Samples;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gated network and the pruned file are the same network, over many graphs and gates. */
class SurgeryPropertyTest {
  /** Single precision, in which a shorter sum is added up in another order. */
  private static final double SINGLE = 1e-5;

  @TempDir Path folder;

  /** How a file is written. */
  enum Writing {
    PLAIN,
    CONSTANT_NODES,
    LISTED_INITIALIZERS,
    KNOWN_SHAPES;

    Model of(Model model, Path file) {
      ModelProto proto = Protos.of(model);
      return switch (this) {
        case PLAIN -> Protos.read(proto, file);
        case CONSTANT_NODES -> Protos.read(Protos.withConstantNodes(proto), file);
        case LISTED_INITIALIZERS -> Protos.read(Protos.withListedInitializers(proto), file);
        case KNOWN_SHAPES -> {
          try (Network network = Network.of(model.graph(), Map.of())) {
            yield Protos.read(Protos.withShapes(proto, model.graph(), network.shapes()), file);
          }
        }
      };
    }
  }

  static Stream<Arguments> networks() {
    return Stream.of(
            DenseFamilies.all(),
            ConvFamilies.all(),
            GroupFamilies.all(),
            PartFamilies.all(),
            AttentionFamilies.all())
        .flatMap(List::stream)
        .flatMap(f -> Arrays.stream(Writing.values()).map(w -> Arguments.of(f, w)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("networks")
  void gatedAndPrunedAreTheSame(Family family, Writing writing) {
    for (int seed = 1; seed <= (writing == Writing.PLAIN ? 3 : 1); seed++) {
      Model model = writing.of(family.make().apply(new Random(seed)), folder.resolve("x.onnx"));
      long[] dims = model.graph().inputs().get(0).dims().stream().mapToLong(d -> d).toArray();
      boolean single = dims[0] == 1 || writing == Writing.KNOWN_SHAPES; // shapes are of one sample
      Samples samples =
          Samples.random(seed, single ? 1 : 5, 2, Arrays.copyOfRange(dims, 1, dims.length));
      Path out = folder.resolve("pruned.onnx");
      try (Trial trial = new Trial(model, Map.of(), new Random(seed), 0.4, out)) {
        assertThat(trial.anatomy.layers().stream().filter(Layer::isPrunable))
            .extracting(Layer::width)
            .containsExactlyElementsOf(family.widths());
        trial.assertSameInRuntime(samples, SINGLE);
        trial.assertSameInEngine(samples, SINGLE);
        assertCosts(trial);
        assertTidy(Protos.of(trial.pruned));
        assertSame(trial);
      }
    }
  }

  /** Two neurons that one number counts can only go together, or not at all. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("withSizesFromElsewhere")
  void sizesWithOneOriginStayTheSame(Family family) {
    gatedAndPrunedAreTheSame(family, Writing.PLAIN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withTruthValues")
  void networksWithTruthValues(Family family) {
    gatedAndPrunedAreTheSame(family, Writing.PLAIN);
  }

  /** What is computed from sizes is what it was, and counts what is left. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("withComputedSizes")
  void networksThatComputeWithSizes(Family family) {
    gatedAndPrunedAreTheSame(family, Writing.PLAIN);
    gatedAndPrunedAreTheSame(family, Writing.CONSTANT_NODES);
  }

  static List<Family> withComputedSizes() {
    return SizeFamilies.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withOtherOperators")
  void otherOperators(Family family) {
    gatedAndPrunedAreTheSame(family, Writing.PLAIN);
  }

  static Stream<Family> withOtherOperators() {
    return Stream.of(PlaceFamilies.all(), QuantizedFamilies.all(), ForeignFamilies.all())
        .flatMap(List::stream);
  }

  static List<Family> withTruthValues() {
    return PartFamilies.withTruthValues();
  }

  static List<Family> withSizesFromElsewhere() {
    return ConvFamilies.withSizesFromElsewhere();
  }

  /** What IR 3 asks of every initializer. */
  @Test
  void copiesOfConstantsAreListedAsInputsToo() {
    for (Family family : DenseFamilies.all()) {
      Model made = family.make().apply(new Random(1));
      Model model = Writing.LISTED_INITIALIZERS.of(made, folder.resolve("x.onnx"));
      Path out = folder.resolve("pruned.onnx");
      try (Trial trial = new Trial(model, Map.of(), new Random(1), 0.4, out)) {
        ModelProto pruned = Protos.of(trial.pruned);
        assertThat(pruned.getGraph().getInputList().stream().map(ValueInfoProto::getName))
            .containsAll(
                pruned.getGraph().getInitializerList().stream().map(TensorProto::getName).toList());
      }
    }
  }

  /** Costs foreseen under gates are those of the file. */
  private static void assertCosts(Trial trial) {
    assertThat(trial.anatomy.costs().parameters(trial.anatomy.open()))
        .as("parameters before")
        .isEqualTo(parameters(trial.model, Set.of()));
    assertThat(trial.anatomy.costs().parameters(trial.gates))
        .as("parameters after")
        .isEqualTo(parameters(trial.pruned, trial.model.graph().parameters()));
    try (Network small = Network.of(trial.pruned.graph(), Map.of())) {
      assertThat(trial.anatomy.costs().flops(trial.gates))
          .as("FLOPs after")
          .isEqualTo(small.anatomy().costs().flops(small.anatomy().open()));
    }
  }

  /** A Constant node of one element is no parameter, unless it is what is left of one. */
  private static long parameters(Model model, Set<String> before) {
    Graph graph = model.graph();
    return graph.constants().entrySet().stream()
        .filter(c -> graph.parameters().contains(c.getKey()) || before.contains(c.getKey()))
        .mapToLong(c -> c.getValue().size())
        .sum();
  }

  /** No constant that nothing takes, none twice, and no input that was not there. */
  private static void assertTidy(ModelProto proto) {
    Set<String> taken = new HashSet<>();
    take(proto.getGraph(), taken);
    List<String> initializers =
        proto.getGraph().getInitializerList().stream().map(TensorProto::getName).toList();
    assertThat(taken).containsAll(initializers);
    assertThat(initializers).doesNotHaveDuplicates();
    proto.getGraph().getNodeList().stream()
        .filter(n -> n.getOpType().equals("Constant"))
        .forEach(n -> assertThat(taken).contains(n.getOutput(0)));
    List<String> inputs =
        proto.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
    if (proto.getIrVersion() < 4) {
      inputs = inputs.stream().filter(i -> !initializers.contains(i)).toList();
    }
    assertThat(inputs).containsExactly("x");
  }

  private static void take(GraphProto graph, Set<String> taken) {
    for (NodeProto node : graph.getNodeList()) {
      taken.addAll(node.getInputList());
      node.getAttributeList().forEach(a -> take(a.getG(), taken)); // of a subgraph
    }
  }

  /** What the file says of shapes is true, and all but the graph's inner parts is as it was. */
  private static void assertSame(Trial trial) {
    ModelProto before = Protos.of(trial.model);
    ModelProto after = Protos.of(trial.pruned);
    assertThat(after.getOpsetImportList()).isEqualTo(before.getOpsetImportList());
    assertThat(after.getIrVersion()).isEqualTo(before.getIrVersion());
    assertThat(after.getProducerName()).isEqualTo(before.getProducerName());
    assertThat(after.getGraph().getOutputList()).isEqualTo(before.getGraph().getOutputList());
    assertThat(after.getGraph().getInput(0)).isEqualTo(before.getGraph().getInput(0));
    try (Network small = Network.of(trial.pruned.graph(), Map.of())) {
      for (ValueInfoProto info : after.getGraph().getValueInfoList()) {
        assertThat(dims(info))
            .as("shape of '%s'", info.getName())
            .containsExactly(small.shapes().of(info.getName()));
      }
    }
    for (int i = 1; i < after.getGraph().getInputCount(); i++) { // initializers of IR 3
      ValueInfoProto info = after.getGraph().getInput(i);
      assertThat(dims(info))
          .as("shape of '%s'", info.getName())
          .containsExactly(
              Objects.requireNonNull(trial.pruned.graph().constants().get(info.getName())).dims());
    }
  }

  private static long[] dims(ValueInfoProto info) {
    return info.getType().getTensorType().getShape().getDimList().stream()
        .mapToLong(d -> d.getDimValue())
        .toArray();
  }
}
