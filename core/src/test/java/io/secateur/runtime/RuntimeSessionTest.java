package io.secateur.runtime;

import static io.secateur.testing.Made.get;
import static io.secateur.testing.Made.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.ModelEdit;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.testing.Made;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes into ONNX Runtime and what comes out. */
class RuntimeSessionTest {
  private static final Tensor TWO_NUMBERS = Tensor.of(new long[] {2, 1}, 1.5f, -2f);

  @Test
  void gemmAndReluAsByHand() {
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2)
            .output("y", ElementType.FLOAT, -1, 3)
            .output("before", ElementType.FLOAT, -1, 3)
            .constant("w", Tensor.of(new long[] {2, 3}, 1, 2, 3, 4, 5, -6f))
            .constant("b", Tensor.of(new long[] {3}, 0.5f, -20, 1))
            .node("Gemm", "before", List.of("x", "w", "b"))
            .node("Relu", "y", List.of("before"))
            .build();
    try (RuntimeSession session = new RuntimeSession(model)) {
      Map<String, Tensor> outputs =
          session.run(Map.of("x", Tensor.of(new long[] {2, 2}, 1f, 2, -1, 3)));
      assertThat(outputs.keySet()).containsExactly("y", "before");
      assertThat(get(outputs, "y").dims()).containsExactly(2, 3);
      assertThat(values(get(outputs, "before"))).containsExactly(9.5, -8, -8, 11.5, -7, -20);
      assertThat(values(get(outputs, "y"))).containsExactly(9.5, 0, 0, 11.5, 0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STRING", "OTHER"})
  void everyTypeComesOut(ElementType type) {
    try (RuntimeSession session = new RuntimeSession(Made.cast(type))) {
      Tensor three = Tensor.of(new long[] {2, 1}, 0f, 3);
      Tensor y = get(session.run(Map.of("x", three)), "y");
      assertThat(y.type()).isEqualTo(type);
      assertThat(y.dims()).containsExactly(2, 1);
      assertThat(values(y)).containsExactly(0, type == ElementType.BOOL ? 1 : 3);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STRING", "OTHER", "UINT16", "UINT32", "UINT64"})
  void typesGoIn(ElementType type) {
    byte[] bytes = new byte[3 * type.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (type == ElementType.BOOL ? i % 2 : i + 1);
    }
    Tensor x = new Tensor(type, new long[] {3, 1}, ByteBuffer.wrap(bytes));
    try (RuntimeSession session = new RuntimeSession(reshape(type))) {
      Tensor y = get(session.run(Map.of("x", x)), "y");
      assertThat(y.type()).isEqualTo(type);
      assertThat(y.dims()).containsExactly(1, 3);
      assertThat(y.bytes()).isEqualTo(ByteBuffer.wrap(bytes));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
  void typesThatItsJavaCannotMakeAreRefused(ElementType type) {
    Tensor x = new Tensor(type, new long[] {1, 1}, ByteBuffer.allocate(type.bytes()));
    try (RuntimeSession session = new RuntimeSession(reshape(type))) {
      assertThatThrownBy(() -> session.run(Map.of("x", x)))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("the input 'x' is " + type + "[1, 1], and");
    }
  }

  private static Model reshape(ElementType type) {
    return new ModelBuilder(13)
        .input("x", type, -1, 1)
        .output("y", type, 1, -1)
        .constant("shape", Tensor.of(new long[] {2}, 1L, -1L))
        .node("Reshape", "y", List.of("x", "shape"))
        .build();
  }

  @Test
  void anOutputMayBeEmpty() {
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1)
            .output("y", ElementType.INT64, 2, -1)
            .node("NonZero", "y", List.of("x"))
            .build();
    try (RuntimeSession session = new RuntimeSession(model)) {
      Tensor zero = Tensor.of(new long[] {1, 1}, 0f);
      assertThat(get(session.run(Map.of("x", zero)), "y").dims()).containsExactly(2, 0);
    }
  }

  @Test
  void textIsRefused() {
    try (RuntimeSession session = new RuntimeSession(Made.cast(ElementType.STRING))) {
      assertThatThrownBy(() -> session.run(Map.of("x", TWO_NUMBERS)))
          .isInstanceOf(UnusableException.class)
          .hasMessageStartingWith("the model's output 'y' is ")
          .hasMessageContaining("a tensor of numbers was expected");
    }
  }

  @Test
  void metadataArrives() {
    ModelEdit edit = new ModelEdit(Made.operator("Relu", -1));
    edit.metadata("secateur.removed", "17");
    try (RuntimeSession session = new RuntimeSession(edit.apply())) {
      assertThat(session.metadata()).containsExactly(Map.entry("secateur.removed", "17"));
    }
  }

  @Test
  void aModelThatCannotBeOpenedIsOneSentence() {
    assertThatThrownBy(
            () -> new RuntimeSession(Made.operator("Frobnicate", -1), "the pruned network").close())
        .isInstanceOf(UnusableException.class)
        .hasMessageStartingWith("ONNX Runtime cannot open the pruned network: This is an invalid")
        .hasMessageContaining("No Op registered for Frobnicate")
        .hasMessageEndingWith("; try the file with onnx.checker.check_model, or export it again")
        .hasMessageNotContainingAny("\n", "ORT_", "Error code");
  }

  @Test
  void inputsThatDoNotFitAreOneSentence() {
    try (RuntimeSession session = new RuntimeSession(Made.operator("Relu", 3), "the original")) {
      assertThatThrownBy(() -> session.run(Map.of("x", TWO_NUMBERS)))
          .isInstanceOf(UnusableException.class)
          .hasMessageStartingWith("ONNX Runtime cannot run the original: Got invalid dimensions")
          .hasMessageContaining("index: 0 Got: 2 Expected: 3; give it")
          .hasMessageNotContainingAny("\n", "Please");
      assertThatThrownBy(() -> session.run(Map.of("z", TWO_NUMBERS)))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("Unknown input name z, expected one of [x]");
      assertThatThrownBy(() -> session.run(Map.of()))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("number of inputs");
    }
  }

  /** One refused run leaves the session as it was. */
  @Test
  void aFailureIsNotTheEnd() {
    try (RuntimeSession session = new RuntimeSession(Made.operator("Relu", 2))) {
      assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(UnusableException.class);
      assertThat(values(get(session.run(Map.of("x", TWO_NUMBERS)), "y"))).containsExactly(1.5, 0);
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    RuntimeSession session = new RuntimeSession(Made.operator("Relu", -1));
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(Map.of("x", TWO_NUMBERS)))
        .isInstanceOf(IllegalStateException.class);
  }
}
