package io.secateur.model;

import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.floats;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.parsed;
import static io.secateur.model.Protos.refusal;
import static io.secateur.model.Protos.tensor;
import static io.secateur.model.Protos.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.secateur.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not edited is written as it was read. */
class RoundTripTest {
  @TempDir Path folder;

  /** A model that uses much of what a file may hold. */
  private static ModelProto rich(long batch) {
    GraphProto.Builder graph =
        graph(
                node("Add", "a", "x", "w"),
                node("Relu", "y", "a").toBuilder().setDocString("r").build())
            .clearInput()
            .addInput(value("x", batch, 2))
            .addInput(value("w", 2))
            .addInitializer(floats("w", new long[] {2}, 1, 2).toBuilder().setDocString("w"))
            .addInitializer(tensor("unused", ElementType.INT32, 1).addInt32Data(5))
            .addValueInfo(value("a", -1, 2))
            .setDocString("the graph");
    return model(graph).toBuilder()
        .setProducerName("somebody")
        .setProducerVersion("1.2")
        .setDomain("org.example")
        .setModelVersion(3)
        .setDocString("the model")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("a").setValue("b"))
        .addFunctions(FunctionProto.newBuilder().setName("f").setDomain("org.example"))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 4})
  void everythingInAFileComesOutAgain(long batch) throws IOException {
    ModelProto proto = rich(batch);
    Model model = Model.read(file(folder, proto));
    Path to = folder.resolve("new.onnx");
    model.write(to);
    assertThat(parsed(to)).isEqualTo(proto);
    assertThat(model.bytes()).isEqualTo(Files.readAllBytes(to));
    assertThat(model.metadata()).containsExactly(Map.entry("a", "b"));
    assertThat(model.graph().inputs().get(0).dims()).containsExactly(batch, 2L);
  }

  @Test
  void anEditThatChangesNothingDropsOnlyWhatNobodyTakes() {
    ModelProto proto = rich(-1);
    Path to = folder.resolve("new.onnx");
    new ModelEdit(Model.read(file(folder, proto))).apply().write(to);
    ModelProto expected =
        proto.toBuilder().setGraph(proto.getGraph().toBuilder().removeInitializer(1)).build();
    assertThat(parsed(to)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist-net_256x2", "winml_mnist", "vit_pgd_2_3_16"})
  void publishedModelsComeOutAgain(String name) {
    Path from = Fixtures.model(name + ".onnx");
    Path to = folder.resolve("new.onnx");
    Model.read(from).write(to);
    assertThat(parsed(to)).isEqualTo(parsed(from));
  }

  @Test
  void aFileThatIsThereIsReplacedAndNothingElseIsLeft() throws IOException {
    Path to = file(folder, new byte[] {1});
    Model.read(file(Files.createDirectory(folder.resolve("from")), rich(1))).write(to);
    assertThat(parsed(to)).isEqualTo(rich(1));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("model.onnx", "from");
  }

  @Test
  void aFolderThatDoesNotExistIsRefused() {
    Model model = Model.read(file(folder, rich(1)));
    Path to = folder.resolve("none").resolve("new.onnx");
    assertThat(refusal(() -> model.write(to))).contains("new.onnx", "folder does not exist");
    Path below = folder.resolve("model.onnx").resolve("new.onnx");
    assertThat(refusal(() -> model.write(below))).contains("folder does not exist");
  }

  @Test
  void aFolderInThePlaceOfTheFileIsRefused() throws IOException {
    Model model = Model.read(file(folder, rich(1)));
    Path to = Files.createDirectory(folder.resolve("to"));
    assertThat(refusal(() -> model.write(to))).contains("'" + to + "'", "it is a folder");
    assertThat(to).isEmptyDirectory();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("model.onnx", "to");
  }

  /** Even root cannot create files in /proc. */
  @Test
  void aFolderThatCannotBeWrittenIntoIsRefused() {
    Path proc = Path.of("/proc/self");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(proc), "skipped: no /proc here");
    Model model = Model.read(file(folder, rich(1)));
    Path to = proc.resolve("new.onnx");
    assertThat(refusal(() -> model.write(to))).contains("'" + to + "'", "cannot be created");
  }
}
