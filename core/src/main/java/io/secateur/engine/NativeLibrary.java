package io.secateur.engine;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** libtorch, made ready once for the whole process. */
final class NativeLibrary {
  static {
    try {
      // extracted before it is needed: otherwise the linker takes another libtorch_cpu that the
      // system may have
      Loader.cacheResource(
          Loader.class,
          "/org/bytedeco/pytorch/"
              + Loader.getPlatform()
              + "/"
              + System.mapLibraryName("torch_cpu"));
    } catch (IOException e) {
      throw new IllegalStateException("libtorch cannot be unpacked: " + e.getMessage(), e);
    }
    torch.set_num_threads(Runtime.getRuntime().availableProcessors());
    // with one thread it is asked for convolutions of one sample, and where the processor is not
    // known to it, it says so each time
    torch.globalContext().setUserEnabledNNPACK(false);
  }

  private NativeLibrary() {}

  /** Does nothing but load. */
  static void load() {}
}
