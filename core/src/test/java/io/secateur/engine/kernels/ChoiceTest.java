package io.secateur.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The tests' JVM is started with the Vector API; were it not, half of the kernels would go
 * untested.
 */
class ChoiceTest {
  @Test
  void vectorsRunHere() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
    assertThat(Kernels.best().description()).matches("vectors of (4|8|16) floats");
    assertThat(Kernels.best()).isNotInstanceOf(PlainKernels.class).isSameAs(Kernels.best());
  }

  @Test
  void plainLoopsSayThatTheyAre() {
    assertThat(Kernels.plain()).isInstanceOf(PlainKernels.class);
    assertThat(Kernels.plain().description()).isEqualTo("plain loops");
  }

  @Test
  void rowsArePaddedToWholePanels() {
    assertThat(Kernels.BLOCK % (2 * 16)).isZero(); // two of the widest vectors
    for (int n = 0; n <= 100; n++) {
      assertThat(Kernels.padded(n)).isBetween(n, n + Kernels.PANEL - 1);
      assertThat(Kernels.padded(n) % Kernels.PANEL).isZero();
    }
  }
}
