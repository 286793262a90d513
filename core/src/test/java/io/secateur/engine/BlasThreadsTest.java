package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

/** How many threads a product is given, and those after it. */
class BlasThreadsTest {
  /** As many as it began with, to OpenBLAS. */
  private static final int ITS_OWN = 0;

  /** What OpenBLAS was told last; it does not say what it makes of it. */
  private static int told() {
    return openblas_nolapack.blas_get_num_threads();
  }

  @Test
  void aNarrowProductHasOneAndThoseAfterItAsBefore() {
    NativeLibrary.load();
    assertThat(BlasThreads.<Integer>of(511, BlasThreadsTest::told)).isEqualTo(1);
    assertThat(told()).isEqualTo(ITS_OWN);
    assertThat(BlasThreads.<Integer>of(512, BlasThreadsTest::told)).isEqualTo(ITS_OWN);
  }

  @Test
  void alsoWhereItFails() {
    NativeLibrary.load();
    assertThatThrownBy(
            () ->
                BlasThreads.of(
                    1,
                    () -> {
                      throw new IllegalStateException("singular");
                    }))
        .hasMessage("singular");
    assertThat(told()).isEqualTo(ITS_OWN);
  }
}
