package io.secateur.model;

import static io.secateur.model.Protos.adding;
import static io.secateur.model.Protos.constant;
import static io.secateur.model.Protos.external;
import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.le;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.parsed;
import static io.secateur.model.Protos.refusal;
import static io.secateur.model.Protos.tensor;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in a file beside the model: the numbers 0, 1, ... 2047. */
class ExternalDataTest {
  @TempDir Path folder;

  @BeforeEach
  void writeWeights() throws IOException {
    float[] numbers = new float[2048];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Files.write(folder.resolve("weights.bin"), le(numbers));
  }

  private static TensorProto.Builder pair() {
    return tensor("w", ElementType.FLOAT, 2);
  }

  private Model read(TensorProto w) {
    return Model.read(file(folder, adding(w)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 1", "8184, 2046"})
  void theElementsAreTakenFromTheOffset(String offset, float first) {
    TensorProto w = external(pair(), "location", "weights.bin", "offset", offset, "length", "8");
    Tensor read = constant(read(w), "w");
    assertThat(read.at(0)).isEqualTo(first);
    assertThat(read.at(1)).isEqualTo(first + 1);
  }

  @Test
  void offsetAndLengthMayBeLeftOut() {
    assertThat(constant(read(external(pair(), "location", "weights.bin")), "w").at(1)).isEqualTo(1);
  }

  @Test
  void aFolderBelowTheModelsIsFine() throws IOException {
    Path below = Files.createDirectory(folder.resolve("data"));
    Files.move(folder.resolve("weights.bin"), below.resolve("weights.bin"));
    TensorProto w = external(pair(), "location", "data/weights.bin");
    assertThat(constant(read(w), "w").at(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../weights.bin", "/etc/hostname", "a/../../weights.bin", "", "."})
  void aLocationOutsideTheModelsFolderIsRefused(String location) {
    assertThat(refusal(() -> read(external(pair(), "location", location))))
        .contains("'w'", "'" + location + "'", "outside the model's folder");
  }

  @ParameterizedTest
  @CsvSource({
    "weights.bin, 8188, 8, 8192 bytes",
    "weights.bin, -4, 8, 8192 bytes",
    "weights.bin, 0, 12, 8192 bytes",
    "weights.bin, 9223372036854775807, 8, 8192 bytes",
    "weights.bin, one, 8, no readable place",
    "weights.bin, 0, 99999999999999999999, no readable place",
    "missing.bin, 0, 8, does not exist",
  })
  void dataThatIsNotThereIsRefused(String location, String offset, String length, String why) {
    TensorProto w = external(pair(), "location", location, "offset", offset, "length", length);
    assertThat(refusal(() -> read(w))).contains("'w'", why);
  }

  /** A file with a hole of 5 GiB in it, and weights behind it. */
  @Test
  void aFileMayBeLargerThanAnArray() throws IOException {
    long hole = 5L << 30;
    try (FileChannel channel = FileChannel.open(folder.resolve("large.bin"), WRITE, CREATE_NEW)) {
      ByteBuffer two = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(two.putFloat(2.5f).putFloat(-1).flip(), hole);
    }
    String offset = Long.toString(hole);
    TensorProto w = external(pair(), "location", "large.bin", "offset", offset);
    Tensor found = constant(read(w), "w");
    assertThat(found.at(0)).isEqualTo(2.5);
    assertThat(found.at(1)).isEqualTo(-1);
  }

  @Test
  void aTensorLargerThanAnArrayIsRefused() {
    TensorProto.Builder w = tensor("w", ElementType.FLOAT, 1 << 15, 1 << 15);
    assertThat(refusal(() -> read(external(w, "location", "weights.bin"))))
        .contains("'w'", "2 GiB at most");
  }

  @Test
  void theSizeIsThatOfBothFiles() throws IOException {
    TensorProto w = external(tensor("w", ElementType.FLOAT, 512), "location", "weights.bin");
    Path written = folder.resolve("sized.onnx");
    read(w).write(written);
    assertThat(Model.read(written).size())
        .isEqualTo(Files.size(written) + Files.size(folder.resolve("sized.onnx.data")));
  }

  @Test
  void aLocationThatIsAFolderOrNoPathAtAllIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    refusal(() -> read(external(pair(), "location", "data")));
    refusal(() -> read(external(pair(), "location", "a\0b")));
    refusal(() -> read(external(pair(), "location", "a\nb")));
    refusal(() -> read(external(pair())));
  }

  /** 512 floats are 2 KiB, which stays outside; a pair is not worth a file of its own. */
  @Test
  void largeTensorsAreWrittenOutsideAgainAndSmallOnesInside() throws IOException {
    TensorProto large =
        external(tensor("w", ElementType.FLOAT, 512), "location", "weights.bin", "offset", "64");
    TensorProto small = external(tensor("v", ElementType.FLOAT, 2), "location", "weights.bin");
    TensorProto other = tensor("u", ElementType.FLOAT, 1).addFloatData(7).build();
    ModelProto proto =
        model(
            graph(node("Sum", "y", "x", "w", "v", "u"))
                .addInitializer(large)
                .addInitializer(small)
                .addInitializer(other));
    Path to = Files.createDirectory(folder.resolve("to"));
    Model.read(file(folder, proto)).write(to.resolve("new.onnx"));

    assertThat(to.toFile().list()).containsExactlyInAnyOrder("new.onnx", "new.onnx.data");
    TensorProto w = parsed(to.resolve("new.onnx")).getGraph().getInitializer(0);
    Map<String, String> where =
        Map.of("location", "new.onnx.data", "offset", "0", "length", "2048");
    assertThat(w.getExternalDataList())
        .allSatisfy(e -> assertThat(where).containsEntry(e.getKey(), e.getValue()))
        .hasSize(3);
    Model again = Model.read(to.resolve("new.onnx"));
    assertThat(constant(again, "w").at(511)).isEqualTo(16 + 511);
    assertThat(constant(again, "v").at(1)).isEqualTo(1);
    assertThat(constant(again, "u").at(0)).isEqualTo(7);
  }

  /** Its data file is mapped into memory while it is replaced. */
  @Test
  void aModelMayBeWrittenOverItself() {
    TensorProto w = external(tensor("w", ElementType.FLOAT, 512), "location", "weights.bin");
    Path first = folder.resolve("first.onnx");
    read(w).write(first);
    Model model = Model.read(first);
    ModelEdit edit = new ModelEdit(model);
    edit.metadata("edited", "yes");
    edit.apply().write(first);
    Model again = Model.read(first);
    assertThat(constant(again, "w").at(511)).isEqualTo(511);
    assertThat(again.metadata()).containsEntry("edited", "yes");
  }

  @Test
  void theBytesHoldTheWeights() throws IOException {
    TensorProto w = external(tensor("w", ElementType.FLOAT, 512), "location", "weights.bin");
    ModelProto inside = ModelProto.parseFrom(read(w).bytes());
    TensorProto held = inside.getGraph().getInitializer(0);
    assertThat(held.getDataLocation()).isEqualTo(TensorProto.DataLocation.DEFAULT);
    ByteBuffer raw = held.getRawData().asReadOnlyByteBuffer();
    assertThat(raw.remaining()).isEqualTo(2048);
    assertThat(held.getExternalDataCount()).isZero();
    assertThat(held.getName()).isEqualTo("w");
  }

  /** Some exporters keep weights in Constant nodes; those have no file of their own later. */
  @Test
  void aConstantNodesExternalDataGoesWithTheModel() throws IOException {
    TensorProto value = external(pair(), "location", "weights.bin", "offset", "40");
    NodeProto w =
        node("Constant", "w").toBuilder()
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeType.TENSOR)
                    .setT(value))
            .build();
    Model model = Model.read(file(folder, model(graph(w, node("Add", "y", "x", "w")))));
    Path to = Files.createDirectory(folder.resolve("to"));
    model.write(to.resolve("new.onnx"));
    assertThat(constant(Model.read(to.resolve("new.onnx")), "w").at(1)).isEqualTo(11);
    assertThat(model.bytes()).isEqualTo(Files.readAllBytes(to.resolve("new.onnx")));
  }

  @Test
  void theDocumentationOfATensorStaysWithIt() {
    TensorProto w =
        external(
            tensor("w", ElementType.FLOAT, 512).setDocString("trained in May"),
            "location",
            "weights.bin");
    Path to = folder.resolve("new.onnx");
    read(w).write(to);
    assertThat(parsed(to).getGraph().getInitializer(0).getDocString()).isEqualTo("trained in May");
  }
}
