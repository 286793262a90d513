package io.secateur.surgery;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;

/** Networks of matrix products. */
final class DenseFamilies {
  private DenseFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.of("gemm", DenseFamilies::gemm, 5, 4),
        Family.of("gemm of a transposed", DenseFamilies::transposed, 5),
        Family.of("weights on the left", DenseFamilies::columns, 6),
        Family.of("matmul and add", DenseFamilies::matMul, 7, 5),
        Family.of("weights shared by layers", DenseFamilies::sharedWeights, 5, 5),
        Family.of("bias shared by layers", DenseFamilies::sharedBias, 6, 6),
        Family.of("bias shared within a layer and beyond", DenseFamilies::streamBias, 5),
        Family.of("one use of shared weights cannot shrink", DenseFamilies::partlyShared, 5),
        Family.of("weights brought by nodes", DenseFamilies::carried, 6, 4),
        Family.of("constants shared through identities", DenseFamilies::identities, 5, 5),
        Family.of("residual", DenseFamilies::residual, 5, 7),
        Family.of("a layer that reads itself", DenseFamilies::selfReading, 5),
        Family.of("concatenation", DenseFamilies::concat, 4, 3),
        Family.of("a softmax between", DenseFamilies::softmax, 5),
        Family.of("a second output", DenseFamilies::secondOutput, 5),
        Family.of("split into rows", DenseFamilies::rows, 4),
        Family.of("one sample at a time", DenseFamilies::single, 5));
  }

  private static Model gemm(Random random) {
    Sketch s = new Sketch(random, -1, 6);
    String a = s.node("Relu", "a", s.gemm("first", "x", 6, 5));
    List<String> in = List.of(a, s.weights("w2", 4, 5), s.weights("b2", 1, 4));
    String b = s.node("Gemm", "second", in, "transB", 1, "alpha", 0.5, "beta", 2.0);
    String c = s.node("Sigmoid", "c", b);
    String y = s.node("Gemm", "third", List.of(c, s.weights("w3", 4, 3)));
    return s.ends(y, -1, 3);
  }

  private static Model transposed(Random random) {
    Sketch s = new Sketch(random, -1, 6);
    String a = s.node("Tanh", "a", s.gemm("first", "x", 6, 5));
    String t = s.node("Transpose", "t", a);
    List<String> in = List.of(t, s.weights("w2", 3, 5), s.weights("b2", 3));
    return s.ends(s.node("Gemm", "second", in, "transA", 1, "transB", 1), -1, 3);
  }

  private static Model columns(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String t = s.node("Transpose", "t", "x", "perm", new long[] {1, 0});
    String a = s.node("MatMul", "first", List.of(s.weights("w1", 6, 4), t));
    String b = s.node("Add", "biased", List.of(a, s.weights("b1", 6, 1)));
    String c = s.node("MatMul", "second", List.of(s.weights("w2", 3, 6), s.node("Relu", "c", b)));
    return s.ends(s.node("Transpose", "y", c), -1, 3);
  }

  private static Model matMul(Random random) {
    Sketch s = new Sketch(random, -1, 6);
    String a = s.node("MatMul", "first", List.of("x", s.weights("w1", 6, 7)));
    String b = s.node("Sigmoid", "b", s.node("Add", "a2", List.of(a, s.weights("b1", 7))));
    String c = s.node("MatMul", "second", List.of(b, s.weights("w2", 7, 5)));
    String d = s.node("Sigmoid", "d", s.node("Add", "c2", List.of(s.weights("b2", 1, 5), c)));
    return s.ends(s.node("MatMul", "third", List.of(d, s.weights("w3", 5, 3))), -1, 3);
  }

  private static Model sharedWeights(Random random) {
    Sketch s = new Sketch(random, -1, 5);
    String w = s.weights("w", 5, 5);
    String b = s.weights("b", 5);
    String first = s.node("Relu", "a", s.node("Gemm", "first", List.of("x", w, b)));
    String second = s.node("Relu", "c", s.node("Gemm", "second", List.of(first, w, b)));
    return s.ends(s.gemm("third", second, 5, 3), -1, 3);
  }

  private static Model sharedBias(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String b = s.weights("b", 6);
    String one = s.node("Gemm", "one", List.of("x", s.weights("w1", 4, 6), b));
    String two = s.node("Gemm", "two", List.of("x", s.weights("w2", 4, 6), b));
    String y1 = s.gemm("y1", s.node("Relu", "r1", one), 6, 3);
    String y2 = s.gemm("y2", s.node("Sigmoid", "r2", two), 6, 3);
    return s.ends(s.node("Add", "y", List.of(y1, y2)), -1, 3);
  }

  private static Model streamBias(Random random) {
    Sketch s = new Sketch(random, -1, 5);
    String b = s.weights("b", 5);
    String stream = s.node("Gemm", "stream", List.of("x", s.weights("w1", 5, 5), b));
    String back = s.node("Gemm", "back", List.of("x", s.weights("w2", 5, 5), b));
    String sum = s.node("Mul", "product", List.of(stream, s.node("Sigmoid", "a", back)));
    return s.ends(s.node("Gemm", "last", List.of(sum, s.weights("w3", 5, 5), b)), -1, 5);
  }

  private static Model partlyShared(Random random) {
    Sketch s = new Sketch(random, -1, 5);
    String w = s.weights("w", 5, 5);
    String b = s.weights("b", 5);
    String a = s.node("Relu", "a", s.node("Gemm", "first", List.of("x", w, b)));
    return s.ends(s.node("Gemm", "second", List.of(a, w, b)), -1, 5);
  }

  private static Model carried(Random random) {
    Sketch s = new Sketch(random, -1, 3);
    String w1 = s.node("Transpose", "t", s.weights("w1", 6, 3), "perm", new long[] {1, 0});
    String b1 = s.node("Identity", "i", s.weights("b1", 6));
    String a = s.node("Relu", "a", s.node("Gemm", "first", List.of("x", w1, b1)));
    String w2 = s.node("Reshape", "r", List.of(s.weights("w2", 1, 6, 4), s.sizes("shape2", 6, 4)));
    String c = s.node("Tanh", "c", s.node("MatMul", "second", List.of(a, w2)));
    return s.ends(s.gemm("third", c, 4, 2), -1, 2);
  }

  /** As torch writes parameters that are equal: one of them, and for each other an image of it. */
  private static Model identities(Random random) {
    Sketch s = new Sketch(random, -1, 5);
    String w = s.weights("w", 5, 5);
    String b = s.weights("b", 5);
    String w1 = s.node("Identity", "w1", w);
    String b1 = s.node("Cast", "b1", s.node("Identity", "b1_image", b), "to", 1);
    String a = s.node("Relu", "a", s.node("Gemm", "first", List.of("x", w1, b1)));
    String w2 = s.node("Identity", "w2", w);
    String b2 = s.node("Identity", "b2", b);
    String c = s.node("Tanh", "c", s.node("Gemm", "second", List.of(a, w2, b2)));
    return s.ends(s.node("Gemm", "third", List.of(c, w, b)), -1, 5);
  }

  private static Model residual(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String stream = s.gemm("stream", "x", 4, 5);
    String inner = s.gemm("inner", s.node("Relu", "a", stream), 5, 7);
    String back = s.gemm("back", s.node("Sigmoid", "c", inner), 7, 5);
    String sum = s.node("Add", "sum", List.of(stream, back));
    return s.ends(s.gemm("last", s.node("Relu", "d", sum), 5, 3), -1, 3);
  }

  private static Model selfReading(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String stream = s.gemm("stream", "x", 4, 5);
    String self = s.node("Tanh", "b", s.gemm("self", stream, 5, 5));
    return s.ends(s.gemm("last", s.node("Sum", "sum", List.of(stream, self)), 5, 3), -1, 3);
  }

  private static Model concat(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String one = s.node("Relu", "a", s.gemm("one", "x", 4, 4));
    String two = s.node("Sigmoid", "b", s.gemm("two", "x", 4, 3));
    String all = s.node("Concat", "all", List.of(two, "x", one, two), "axis", -1);
    return s.ends(s.gemm("last", s.node("Tanh", "c", all), 14, 3), -1, 3);
  }

  private static Model softmax(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Softmax", "a", s.gemm("first", "x", 4, 4));
    String b = s.node("Relu", "b", s.gemm("second", a, 4, 5));
    return s.ends(s.node("Softmax", "y", s.gemm("third", b, 5, 3)), -1, 3);
  }

  private static Model secondOutput(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 6));
    String b = s.node("Relu", "b", s.gemm("second", a, 6, 5));
    String y = s.gemm("third", b, 5, 3);
    return s.ends(y, new long[] {-1, 3}, a, new long[] {-1, 6});
  }

  private static Model rows(Random random) {
    Sketch s = new Sketch(random, -1, 4);
    String a = s.gemm("first", "x", 4, 12);
    String split = s.node("Reshape", "split", List.of(a, s.sizes("shape1", -1, 3, 4)));
    String act = s.node("Relu", "act", split);
    String whole = s.node("Reshape", "whole", List.of(act, s.sizes("shape2", 0, 12)));
    return s.ends(s.gemm("last", whole, 12, 3), -1, 3);
  }

  private static Model single(Random random) {
    Sketch s = new Sketch(random, 1, 4);
    String a = s.node("Relu", "a", s.gemm("first", "x", 4, 5));
    String flat = s.node("Reshape", "flat", List.of(a, s.sizes("shape", 1, 5)));
    return s.ends(s.gemm("second", flat, 5, 3), 1, 3);
  }
}
