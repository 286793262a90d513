package io.secateur.engine.operators;

import org.bytedeco.pytorch.Tensor;

/** An operator in whose outputs samples may lose their rows or change each other's. */
record Mixing(Operator operator) implements Operator {
  @Override
  public Tensor[] run(Step step) {
    return operator.run(step);
  }

  @Override
  public boolean keepsSamplesApart() {
    return false;
  }
}
