package io.secateur.runtime;

import static io.secateur.testing.Made.get;
import static io.secateur.testing.Made.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.ModelEdit;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.testing.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that do not fit into an array, with a small array in their place. */
class LargeModelTest {
  private static final int WIDTH = 512;

  /** In the metadata, so that this test knows its own temporary files among others'. */
  private final String token = UUID.randomUUID().toString();

  @Test
  void aModelWithItsWeightsInsideGoesThroughAFile() throws IOException {
    assertThat(sum(marked(sum()), 10)).containsExactly(2 * WIDTH);
  }

  @Test
  void aModelWithItsWeightsOutsideGoesThroughAFile(@TempDir Path folder) throws IOException {
    assertThat(sum(marked(outside(folder)), 10)).containsExactly(2 * WIDTH);
  }

  @Test
  void whatFitsIntoAnArrayNeedsNoFile(@TempDir Path folder) throws IOException {
    try (RuntimeSession session =
        new RuntimeSession(marked(outside(folder)), "the model", 4L * WIDTH)) {
      assertThat(session.metadata()).containsValue(token);
      assertThat(temporary()).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeOpenedIsDeleted() throws IOException {
    Model model = marked(Made.operator("Frobnicate", -1));
    assertThatThrownBy(() -> new RuntimeSession(model, "the model", -1).close())
        .isInstanceOf(UnusableException.class);
    assertThat(temporary()).isEmpty();
  }

  /** The output for ones, from a session for which the model was too large. */
  private double[] sum(Model model, long largestArray) throws IOException {
    try (RuntimeSession session = new RuntimeSession(model, "the model", largestArray)) {
      assertThat(temporary()).hasSize(1);
      float[] ones = new float[WIDTH];
      Arrays.fill(ones, 1);
      return values(get(session.run(Map.of("x", Tensor.of(new long[] {1, WIDTH}, ones))), "y"));
    } finally {
      assertThat(temporary()).isEmpty();
    }
  }

  private List<Path> temporary() throws IOException {
    List<Path> mine = new ArrayList<>();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (var found = Files.newDirectoryStream(folder, "secateur-*")) {
      for (Path path : found) {
        Path file = path.resolve("model.onnx");
        if (Files.exists(file)
            && Files.readString(file, StandardCharsets.ISO_8859_1).contains(token)) {
          mine.add(path);
        }
      }
    }
    return mine;
  }

  private Model marked(Model model) {
    ModelEdit edit = new ModelEdit(model);
    edit.metadata("token", token);
    return edit.apply();
  }

  /** Twice the sum of many numbers. */
  private static Model sum() {
    float[] twos = new float[WIDTH];
    Arrays.fill(twos, 2);
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, WIDTH)
        .output("y", ElementType.FLOAT, -1, 1)
        .constant("w", Tensor.of(new long[] {WIDTH, 1}, twos))
        .node("MatMul", "y", List.of("x", "w"))
        .build();
  }

  /** The same with its weights in a file beside it. */
  private static Model outside(Path folder) throws IOException {
    ModelProto.Builder proto = ModelProto.parseFrom(sum().bytes()).toBuilder();
    TensorProto.Builder weights = proto.getGraphBuilder().getInitializerBuilder(0);
    Files.write(folder.resolve("weights"), weights.getRawData().toByteArray());
    weights
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("weights"));
    Path file = folder.resolve("sum.onnx");
    Files.write(file, proto.build().toByteArray());
    return Model.read(file);
  }
}
