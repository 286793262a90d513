package io.secateur.engine.kernels;

/** Decides once which kernels run. */
final class Choice {
  static final Kernels BEST = best();

  private Choice() {}

  private static Kernels best() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return there ? new VectorKernels() : new PlainKernels();
  }
}
