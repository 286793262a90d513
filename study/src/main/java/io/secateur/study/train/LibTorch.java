package io.secateur.study.train;

import io.secateur.engine.Network;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** libtorch, made ready and held to one thread. */
final class LibTorch {
  static {
    // the engine knows how libtorch must be loaded; its smallest network makes it do so
    ModelBuilder nothing = new ModelBuilder(13);
    nothing.input("x", ElementType.FLOAT, -1, 1).output("y", ElementType.FLOAT, -1, 1);
    nothing.node("Identity", "same", List.of("x"), List.of("y"));
    Network.of(nothing.build().graph(), Map.of()).close();
  }

  private LibTorch() {}

  /** Does nothing but load. */
  static void load() {}

  /**
   * Does something on one thread. Several would cut sums into as many parts, and a sum's last bits
   * depend on its order: the weights would depend on the machine's cores. Networks this small gain
   * nothing from more threads. OpenBLAS, which multiplies for libtorch, has threads of its own,
   * which take longer to meet than products of a batch take to make.
   */
  static <T> T onOneThread(Supplier<T> work) {
    int threads = torch.get_num_threads();
    int blas = openblas_nolapack.blas_get_num_threads();
    torch.set_num_threads(1);
    openblas_nolapack.blas_set_num_threads(1);
    try {
      return work.get();
    } finally {
      torch.set_num_threads(threads);
      openblas_nolapack.blas_set_num_threads(blas);
    }
  }
}
