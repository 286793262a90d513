package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Kernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which loops run: the fastest that this JVM has, or the plain ones. */
@State(Scope.Thread)
public class Loops {
  /** {@code best} or {@code plain}. */
  @Param({"best", "plain"})
  public String loops = "best";

  Kernels kernels() {
    return loops.equals("plain") ? Kernels.plain() : Kernels.best();
  }
}
