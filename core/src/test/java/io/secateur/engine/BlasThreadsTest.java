package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

/** How many threads a product has, and those after it. */
class BlasThreadsTest {
  @Test
  void aNarrowProductHasOneAndAWideOneAll() {
    int before = openblas_nolapack.blas_get_num_threads();
    assumeThat(before).as("threads that OpenBLAS has").isGreaterThan(1);
    assertThat(BlasThreads.<Integer>of(511, openblas_nolapack::blas_get_num_threads)).isEqualTo(1);
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(before);
    assertThat(BlasThreads.<Integer>of(512, openblas_nolapack::blas_get_num_threads))
        .isEqualTo(before);
    assertThatThrownBy(
            () ->
                BlasThreads.of(
                    1,
                    () -> {
                      throw new IllegalStateException("singular");
                    }))
        .hasMessage("singular");
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(before);
  }
}
