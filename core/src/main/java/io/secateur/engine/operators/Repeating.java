package io.secateur.engine.operators;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Operators that repeat a tensor, or take it apart. */
final class Repeating {
  private Repeating() {}

  /** To the shape that both broadcast to, as numpy would. */
  static Tensor expand(Step step) {
    long[] own = step.in(0).shape();
    long[] asked = step.longs(1);
    long[] shape = new long[Math.max(own.length, asked.length)];
    for (int i = 0; i < shape.length; i++) {
      long a = i < own.length ? own[own.length - 1 - i] : 1;
      long b = i < asked.length ? asked[asked.length - 1 - i] : 1;
      shape[shape.length - 1 - i] = a == 1 ? b : a;
    }
    return step.in(0).expand(shape);
  }

  /** Each axis as often as the input says; before opset 6, one axis. */
  static Tensor tile(Step step) {
    return step.in(0).repeat(step.longs(1));
  }

  /**
   * Ranges of one axis, whose lengths are an attribute, in newer opsets an input, or equal (the
   * last one shorter).
   */
  static Tensor[] split(Step step) {
    Tensor x = step.in(0);
    int axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    long[] lengths = step.integers("split", 1);
    if (lengths.length == 0) {
      int parts = step.node().outputs().size();
      lengths = new long[parts];
      long length = (x.size(axis) + parts - 1) / parts;
      Arrays.fill(lengths, length);
      lengths[parts - 1] = x.size(axis) - length * (parts - 1);
    }
    Tensor[] made = new Tensor[lengths.length];
    long from = 0;
    for (int i = 0; i < made.length; i++) {
      made[i] = x.narrow(axis, from, lengths[i]);
      from += lengths[i];
    }
    return made;
  }

  /** start, start + delta, ... up to limit, without it. */
  static Tensor range(Step step) {
    Tensor start = step.in(0);
    double from = step.number(0, 0);
    double delta = step.number(2, 1);
    long count = (long) Math.max(0, Math.ceil((step.number(1, 0) - from) / delta));
    Tensor steps = Tensor.create(LongStream.range(0, count).toArray()).to(start.scalar_type());
    return steps.mul(torch.reshape(step.in(2), 1)).add(torch.reshape(start, 1));
  }

  /**
   * Blocks of b² channels become blocks of pixels: (n, c, h, w) -> (n, c / b², h b, w b). In mode
   * DCR the block's place is the slowest part of a channel's number, in CRD the fastest.
   */
  static Tensor depthToSpace(Step step) {
    Tensor x = step.in(0);
    long b = step.attributes().integer("blocksize", 1);
    long n = x.size(0);
    long c = x.size(1) / (b * b);
    long h = x.size(2);
    long w = x.size(3);
    boolean first = step.attributes().text("mode", "DCR").equals("DCR");
    Tensor blocks = first ? torch.reshape(x, n, b, b, c, h, w) : torch.reshape(x, n, c, b, b, h, w);
    long[] perm = first ? new long[] {0, 3, 4, 1, 5, 2} : new long[] {0, 1, 4, 2, 5, 3};
    return torch.reshape(torch.permute(blocks, perm), n, c, h * b, w * b);
  }

  /** Blocks of pixels become channels: (n, c, h b, w b) -> (n, b² c, h, w). */
  static Tensor spaceToDepth(Step step) {
    Tensor x = step.in(0);
    long b = step.attributes().integer("blocksize", 1);
    long n = x.size(0);
    long c = x.size(1);
    long h = x.size(2) / b;
    long w = x.size(3) / b;
    Tensor blocks = torch.permute(torch.reshape(x, n, c, h, b, w, b), 0, 3, 5, 1, 2, 4);
    return torch.reshape(blocks, n, b * b * c, h, w);
  }
}
