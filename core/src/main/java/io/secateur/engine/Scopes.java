package io.secateur.engine;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Who owns native memory: the scope in which it was made, unless somebody keeps it. */
final class Scopes {
  private Scopes() {}

  /**
   * Does something in a scope of its own; all native memory that it makes and does not keep is
   * freed.
   */
  static void run(Runnable work) {
    PointerScope scope = new PointerScope();
    try {
      work.run();
    } finally {
      scope.close();
    }
  }

  /** Lets a tensor outlive its scope; whoever keeps it must release it. */
  static Tensor keep(Tensor tensor) {
    return tensor.retainReference();
  }

  /** Lets a tensor live as long as the current scope. */
  static void adopt(Tensor tensor) {
    Objects.requireNonNull(PointerScope.getInnerScope(), "a scope").attach(tensor);
  }

  /** Frees a tensor that was kept. */
  static void release(Tensor tensor) {
    tensor.releaseReference();
  }
}
