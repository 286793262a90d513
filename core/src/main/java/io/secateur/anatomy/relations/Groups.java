package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.SizeConstant;
import io.secateur.model.Node;

/**
 * A convolution in g groups, each from p channels to q channels of its own. What is left must again
 * be groups of equal sizes, which two ways allow:
 *
 * <ul>
 *   <li>whole groups go, inputs and outputs together, and g follows; with p = 1 (depthwise) that is
 *       one input channel with all that is made of it;
 *   <li>the same place goes in every group: one of p among the inputs, which the convolution reads,
 *       or one of q among the outputs.
 * </ul>
 *
 * <p>The way that gives more neurons is taken.
 */
final class Groups {
  private final Node node;
  private final Relator to;
  private final int groups;

  Groups(Node node, Relator to, int groups) {
    this.node = node;
    this.to = to;
    this.groups = groups;
  }

  /**
   * Relates the channels, which are axis 1 of x and y.
   *
   * @param w the weights
   * @param place the axis of w that holds a place within a group
   */
  void relate(Operand x, Operand w, int place, Operand y) {
    int in = x.size(1) / groups;
    int out = y.size(1) / groups;
    boolean inputsStay = to.isPinned(x, 1);
    if (in == 1 || (groups > in + out && !inputsStay)) {
      for (int i = 0; i < x.size(1); i++) {
        to.sameIndex(x, 1, i, x, 1, i / in * in);
      }
      for (int j = 0; j < y.size(1); j++) {
        to.sameIndex(x, 1, j / out * in, y, 1, j);
      }
      to.numbers().written(new SizeConstant(node, -1, "group", 0, x, 1, 0, x.size(1), in));
      return;
    }
    for (int i = 0; i < x.size(1); i++) {
      to.sameIndex(x, 1, i, w, place, i % in);
    }
    for (int j = 0; j < y.size(1); j++) {
      to.sameIndex(y, 1, j, y, 1, j % out);
    }
    to.reads(node, 0, 1);
  }
}
