package io.secateur.model;

import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a file holds, reading it ends in a model or in one sentence. */
class DamagedFileTest {
  @TempDir Path folder;

  /** Two layers, a Reshape with its shape, and a little metadata. */
  private static byte[] valid() {
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("w", Tensor.of(new long[] {4, 3}, new float[12]))
            .constant("v", Tensor.of(new long[] {3, 2}, new float[6]))
            .constant("shape", Tensor.of(new long[] {2}, -1L, 2))
            .node("Gemm", "a", List.of("x", "w"), "alpha", 0.5, "transA", 0)
            .node("Relu", "b", List.of("a"))
            .node("MatMul", "c", List.of("b", "v"))
            .node("Reshape", "y", List.of("c", "shape"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build();
    ModelEdit edit = new ModelEdit(model);
    edit.metadata("author", "nobody");
    return edit.apply().bytes();
  }

  private boolean isReadable(byte[] bytes) {
    Path file = file(folder, bytes);
    try {
      Model.read(file);
      return true;
    } catch (UnusableException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r");
      return false;
    }
  }

  @Test
  void twoThousandModelsWithAFewBytesChanged() {
    byte[] valid = valid();
    assertThat(isReadable(valid)).isTrue();
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = valid.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      read += isReadable(bytes) ? 1 : 0;
    }
    assertThat(read).as("both happen").isBetween(100, 1900);
  }

  @Test
  void everyTruncation() {
    byte[] valid = valid();
    int read = 0;
    for (int length = 0; length < valid.length; length++) {
      read += isReadable(Arrays.copyOf(valid, length)) ? 1 : 0;
    }
    // the file is a few fields one after the other, and is whole at the end of some of them only
    assertThat(read).isLessThan(5);
  }

  @Test
  void fiveHundredFilesOfRandomBytes() {
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(isReadable(bytes)).isFalse();
    }
  }

  @Test
  void whatIsNoFileIsRefusedWithItsName() {
    assertThat(refusal(() -> Model.read(folder))).contains(folder.toString(), "not a file");
    Path missing = folder.resolve("missing.onnx");
    assertThat(refusal(() -> Model.read(missing))).contains("missing.onnx", "not a file");
    Path empty = file(folder, new byte[0]);
    assertThat(refusal(() -> Model.read(empty))).contains("model.onnx", "empty");
    Path text =
        file(folder, "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(refusal(() -> Model.read(text))).contains("model.onnx", "not an ONNX file");
  }

  /** A length that a file only claims must not be allocated. */
  @Test
  void aClaimOfTwoGigabytesIsRefused() throws IOException {
    byte[] claim = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
    assertThat(refusal(() -> Model.read(file(folder, claim)))).contains("cut short");
  }
}
