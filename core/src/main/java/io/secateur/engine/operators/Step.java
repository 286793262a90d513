package io.secateur.engine.operators;

import io.secateur.model.Attributes;
import io.secateur.model.Node;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * One node about to be run.
 *
 * @param node the node
 * @param opset the version of ONNX's operators that it is written in
 * @param inputs its inputs, null for those left out; after them what its subgraphs take
 * @param wanted which inputs derivatives are asked for
 * @param several whether it is given more samples than the graph was made for
 */
public record Step(
    Node node, long opset, @Nullable Tensor[] inputs, boolean[] wanted, boolean several) {

  /** An input that must be there. */
  public Tensor in(int slot) {
    Tensor input = slot < inputs.length ? inputs[slot] : null;
    if (input == null) {
      throw new IllegalArgumentException(node + " lacks its input " + slot);
    }
    return input;
  }

  public boolean has(int slot) {
    return slot < inputs.length && inputs[slot] != null;
  }

  public Attributes attributes() {
    return node.attributes();
  }

  /** The elements of an input that holds integers, such as a shape. */
  public long[] longs(int slot) {
    Tensor whole = in(slot).to(ScalarType.Long).contiguous();
    long[] out = new long[Math.toIntExact(whole.numel())];
    if (out.length > 0) {
      new LongPointer(whole.data_ptr()).get(out);
    }
    return out;
  }

  /** The elements of an input that holds real numbers, such as scales. */
  public double[] reals(int slot) {
    Tensor whole = in(slot).to(ScalarType.Double).contiguous();
    double[] out = new double[Math.toIntExact(whole.numel())];
    if (out.length > 0) {
      new DoublePointer(whole.data_ptr()).get(out);
    }
    return out;
  }

  /** A single number given as an input, or the alternative where it is left out. */
  public double number(int slot, double otherwise) {
    return has(slot) ? in(slot).item_double() : otherwise;
  }

  /**
   * Integers that older opsets give as an attribute and newer ones as an input; empty if neither is
   * there.
   */
  public long[] integers(String attribute, int slot) {
    return has(slot) ? longs(slot) : attributes().integers(attribute);
  }

  /** The axis that a possibly negative number means. */
  public static int axis(long axis, long rank) {
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** The same step with other inputs. */
  Step with(@Nullable Tensor[] others) {
    return new Step(node, opset, others, wanted, several);
  }
}
