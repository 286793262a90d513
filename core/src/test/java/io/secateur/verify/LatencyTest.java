package io.secateur.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.testing.Made;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void moreWorkTakesLonger() {
    Model little = Made.operator("Relu", -1);
    Model much = Made.large(1024);
    double[] millis = Latency.medianMillis(List.of(little, much, little), Rows.numbers(1));
    assertThat(millis).hasSize(3);
    assertThat(Math.min(millis[0], millis[2])).isPositive();
    assertThat(millis[1]).isGreaterThan(3 * Math.max(millis[0], millis[2]));
  }

  /** It would be refused with any other number of samples. */
  @Test
  void aFixedBatchIsFilledUp() {
    List<Model> models = List.of(Made.operator("Relu", 4), Made.operator("Relu", 1));
    assertThat(Latency.medianMillis(models, Rows.numbers(1, 2))).hasSize(2);
    assertThat(Latency.medianMillis(models, Rows.numbers(1, 2, 3, 4, 5, 6))).hasSize(2);
  }

  @Test
  void sentencesSayWhichModel() {
    assertThatThrownBy(
            () ->
                Latency.medianMillis(
                    List.of(Made.operator("Relu", -1), Made.operator("Frobnicate", -1)),
                    Rows.numbers(1)))
        .isInstanceOf(UnusableException.class)
        .hasMessageStartingWith("ONNX Runtime cannot open model 2 of 2: ");
    assertThatThrownBy(
            () ->
                Latency.medianMillis(
                    List.of(Made.operator("Relu", -1)), Rows.of(new float[] {1, 2})))
        .isInstanceOf(UnusableException.class)
        .hasMessageStartingWith("ONNX Runtime cannot run model 1 of 1: ");
  }

  @Test
  void withoutASampleThereIsNothingToTime() {
    assertThatThrownBy(() -> Latency.medianMillis(List.of(Made.times(1)), Rows.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
