package io.secateur.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ONNX Runtime 1.29's own words, shortened. */
class ComplaintTest {
  private static String of(String message) {
    return Complaint.of(new IllegalStateException(message));
  }

  @Test
  void theCodeAndTheLastFullStopGo() {
    assertThat(
            of(
                "Error code - ORT_INVALID_PROTOBUF - message: Failed to load model because"
                    + " protobuf parsing failed."))
        .isEqualTo("Failed to load model because protobuf parsing failed");
  }

  @Test
  void linesAreJoinedAndForeignAdviceGoes() {
    assertThat(
            of(
                "Error code - ORT_INVALID_ARGUMENT - message: Got invalid dimensions for input: x"
                    + " for the following indices\n index: 1 Got: 3 Expected: 4\n Please fix"
                    + " either the inputs/outputs or the model."))
        .isEqualTo(
            "Got invalid dimensions for input: x for the following indices index: 1 Got: 3"
                + " Expected: 4");
  }

  @Test
  void placesInTheSourceGo() {
    assertThat(
            of(
                "Non-zero status code returned while running Reshape node. Name:'y' Status Message:"
                    + " /onnxruntime_src/onnxruntime/core/providers/cpu/tensor/reshape_helper.h:84"
                    + " onnxruntime::ReshapeHelper::ReshapeHelper(const onnxruntime::TensorShape&,"
                    + " bool) size != 0 && (input_shape_size % size) == 0 was false.\n"))
        .isEqualTo(
            "Non-zero status code returned while running Reshape node. Name:'y' Status Message:"
                + " size != 0 && (input_shape_size % size) == 0 was false");
    assertThat(of("matmul_helper.h:59 Compute (MatMul) dimension mismatch"))
        .isEqualTo("Compute (MatMul) dimension mismatch");
  }

  @Test
  void speechesAreCutAtAWord() {
    assertThat(of("twelve chars".repeat(40)))
        .hasSizeBetween(290, 304)
        .startsWith("twelve charstwelve ")
        .endsWith(" ...");
    assertThat(of("x".repeat(400))).endsWith("...").hasSizeGreaterThan(290);
  }

  @Test
  void silenceIsSaid() {
    assertThat(Complaint.of(new IllegalStateException())).isEqualTo("null");
  }
}
