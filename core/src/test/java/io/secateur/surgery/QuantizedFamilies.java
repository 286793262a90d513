package io.secateur.surgery;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.testing.Sketch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Networks whose weights are integers that stand for real numbers. */
final class QuantizedFamilies {
  private QuantizedFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("weights with one scale", r -> weights(r, false), 4, 5),
        Family.of("weights with a scale for each channel", r -> weights(r, true), 4, 5),
        Family.of("weights with scales of blocks", QuantizedFamilies::blocks, 6),
        Family.of("quantized between layers", QuantizedFamilies::between, 4));
  }

  private static String bytes(Sketch s, Random random, String name, long... dims) {
    byte[] values = new byte[(int) Tensor.count(dims)];
    random.nextBytes(values);
    return s.constant(name, new Tensor(ElementType.INT8, dims, ByteBuffer.wrap(values)));
  }

  /** Of integers, a scale and a zero point, or one for each index of an axis. */
  private static String weight(
      Sketch s, Random random, String name, boolean each, long axis, long... dims) {
    String w = bytes(s, random, name + "_q", dims);
    long[] one = each ? new long[] {dims[(int) axis]} : new long[0];
    String scale = s.node("Mul", name + "_s", small(s, name, one));
    String zero = bytes(s, random, name + "_z", one);
    return s.node("DequantizeLinear", name, List.of(w, scale, zero), "axis", axis);
  }

  private static List<String> small(Sketch s, String name, long... dims) {
    return List.of(s.positive(name + "_p", dims), s.number32(name + "_h", 0.005f));
  }

  private static Model weights(Random random, boolean each) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String w1 = weight(s, random, "w1", each, 0, 4, 2, 3, 3);
    String a =
        s.node("Sigmoid", "a", s.node("Conv", "first", List.of("x", w1, s.weights("bias", 4))));
    String w2 = weight(s, random, "w2", each, 1, 4, 5);
    List<String> in = List.of(s.node("Flatten", "f", a), w2);
    String b = s.node("Tanh", "b", s.node("MatMul", "second", in));
    return s.ends(s.gemm("last", b, 5, 3), -1, 3);
  }

  /** Blocks of outputs, so that only inputs can go. */
  private static Model blocks(Random random) {
    Sketch s = new Sketch(21, random, -1, 4);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 4, 6));
    String scales = s.positive("scales", 6, 2);
    List<String> quantized = List.of(bytes(s, random, "q", 6, 8), scales);
    String w = s.node("DequantizeLinear", "w", quantized, "axis", 1, "block_size", 4);
    String small = s.node("Mul", "small", List.of(w, s.number32("h", 0.01f)));
    String b = s.node("Tanh", "b", s.node("MatMul", "second", List.of(a, small)));
    return s.ends(s.gemm("last", b, 8, 3), -1, 3);
  }

  private static Model between(Random random) {
    Sketch s = new Sketch(random, -1, 2, 3, 3);
    String a = s.node("Relu", "a", s.conv("first", "x", 2, 4, 3));
    List<String> by =
        List.of(s.number32("scale", 0.02f), bytes(s, new Random(5), "zero", new long[0]));
    String q = s.node("QuantizeLinear", "q", List.of(a, by.get(0), by.get(1)));
    String real = s.node("DequantizeLinear", "dq", List.of(q, by.get(0), by.get(1)));
    return s.ends(s.gemm("last", s.node("Flatten", "f", real), 36, 3), -1, 3);
  }
}
