package io.secateur.model;

import static io.secateur.model.Protos.constant;
import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.floats;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** y = Relu(x + w) * c, where w is an initializer that is also listed as an input, as IR 3 does. */
class ModelEditTest {
  @TempDir Path folder;
  private Model model;
  private ModelEdit edit;

  @BeforeEach
  void readModel() {
    model =
        Model.read(
            file(
                folder,
                model(
                    graph(
                            constantNode("c", floats("", new long[] {2}, 5, 6)),
                            node("Add", "a", "x", "w"),
                            node("Relu", "b", "a"),
                            node("Mul", "y", "b", "c"))
                        .addInput(value("w", 2))
                        .addInitializer(floats("w", new long[] {2}, 1, 2))
                        .addValueInfo(value("a", -1, 2))
                        .addValueInfo(value("b", -1, 2)))));
    edit = new ModelEdit(model);
  }

  private static NodeProto constantNode(String name, TensorProto value) {
    return node("Constant", name).toBuilder()
        .addAttribute(
            AttributeProto.newBuilder().setName("value").setType(AttributeType.TENSOR).setT(value))
        .build();
  }

  private Node at(int place) {
    return model.graph().nodes().get(place);
  }

  private static GraphProto proto(Model model) {
    return model.proto().getGraph();
  }

  @Test
  void aReplacedInitializerHasItsNewShapeAmongTheInputsToo() {
    edit.replace("w", Tensor.of(new long[] {1}, 9f));
    Model edited = edit.apply();
    assertThat(constant(edited, "w")).hasToString("FLOAT[1]");
    assertThat(constant(edited, "w").at(0)).isEqualTo(9);
    assertThat(proto(edited).getInput(1)).isEqualTo(value("w", 1));
    assertThat(constant(model, "w")).hasToString("FLOAT[2]");
  }

  @Test
  void aReplacedConstantNodeHoldsTheNewValue() {
    edit.replace("c", Tensor.of(new long[] {1}, 9f));
    Model edited = edit.apply();
    assertThat(constant(edited, "c")).hasToString("FLOAT[1]");
    assertThat(proto(edited).getNode(0).getAttributeList()).hasSize(1);
  }

  @Test
  void anAddedInitializerGetsANameOfItsOwn() {
    Tensor two = Tensor.of(new long[] {2}, 7f, 8f);
    for (String taken : List.of("w", "c", "a", "x", "y")) {
      assertThat(edit.add(taken, two)).isEqualTo(taken + "_2");
    }
    assertThat(edit.add("w", two)).isEqualTo("w_3");
    assertThat(edit.add("free", two)).isEqualTo("free");
    edit.rewire(at(0), 1, "free");
    assertThat(constant(edit.apply(), "free").at(1)).isEqualTo(8);
  }

  @Test
  void aRewiredNodeLeavesItsOldConstantToNobody() {
    edit.rewire(at(0), 1, edit.add("v", Tensor.of(new long[] {2}, 7f, 8f)));
    Model edited = edit.apply();
    assertThat(edited.graph().constants().keySet()).containsExactlyInAnyOrder("c", "v");
    assertThat(proto(edited).getInputList()).extracting("name").containsExactly("x");
    assertThat(edited.graph().nodes().get(0).inputs()).containsExactly("x", "v");
  }

  @Test
  void aConstantNodeThatNobodyTakesAnyMoreGoesToo() {
    edit.rewire(at(2), 1, edit.add("d", Tensor.of(new long[] {2}, 7f, 8f)));
    Model edited = edit.apply();
    assertThat(edited.graph().constants().keySet()).containsExactlyInAnyOrder("w", "d");
    assertThat(proto(edited).getNodeList()).extracting("opType").doesNotContain("Constant");
  }

  @Test
  void anAddedInitializerThatNobodyTakesIsNotWritten() {
    edit.add("spare", Tensor.of(new long[] {2}, 7f, 8f));
    assertThat(edit.apply().graph().constants()).doesNotContainKey("spare");
  }

  @Test
  void anInitializerThatIsAnOutputStays() {
    Model other =
        Model.read(
            file(
                folder,
                model(
                    graph(Protos.node("Relu", "y", "x"))
                        .addOutput(value("w", 2))
                        .addInitializer(floats("w", new long[] {2}, 1, 2)))));
    assertThat(new ModelEdit(other).apply().graph().constants()).containsKey("w");
  }

  @Test
  void aNodeIsInsertedBeforeAnother() {
    String first = edit.insert(at(1), "Neg", List.of("a"), "a");
    String second = edit.insert(at(1), "Abs", List.of(first), "negated");
    edit.rewire(at(1), 0, second);
    Model edited = edit.apply();
    assertThat(List.of(first, second)).containsExactly("a_2", "negated");
    assertThat(edited.graph().nodes())
        .extracting(Node::op)
        .containsExactly("Add", "Neg", "Abs", "Relu", "Mul");
    assertThat(edited.graph().nodes().get(3).inputs()).containsExactly("negated");
  }

  @Test
  void anAttributeIsAddedOrReplaced() {
    edit.attribute(at(1), "group", 3);
    edit.attribute(at(1), "pads", 1, 2);
    edit.attribute(at(1), "group", 4);
    Attributes attributes = edit.apply().graph().nodes().get(1).attributes();
    assertThat(attributes.integer("group", 0)).isEqualTo(4);
    assertThat(attributes.integers("pads")).containsExactly(1, 2);
    assertThat(attributes.has("other")).isFalse();
  }

  @Test
  void metadataIsAddedAndReplaced() {
    edit.metadata("key", "one");
    Model once = edit.apply();
    ModelEdit again = new ModelEdit(once);
    again.metadata("key", "two");
    again.metadata("other", "three");
    assertThat(again.apply().metadata())
        .containsOnly(java.util.Map.entry("key", "two"), java.util.Map.entry("other", "three"));
    assertThat(again.apply().proto().getMetadataPropsCount()).isEqualTo(2);
  }

  @Test
  void aForgottenShapeIsGone() {
    edit.forgetShape("a");
    assertThat(proto(edit.apply()).getValueInfoList()).extracting("name").containsExactly("b");
  }

  @Test
  void anEditOfAnEditWorks() {
    edit.insert(at(1), "Neg", List.of("a"), "n");
    Model once = edit.apply();
    ModelEdit again = new ModelEdit(once);
    Node relu = once.graph().nodes().get(2);
    again.rewire(relu, 0, "n");
    assertThat(again.apply().graph().nodes().get(2).inputs()).containsExactly("n");
  }
}
