package io.secateur.testing;

import io.secateur.model.Model;
import java.util.List;
import java.util.Random;

/**
 * A residual network in small: {@code /stem} and {@code /layer1/b} write the same 3 channels, of
 * which {@code /layer1/a} makes 4 and {@code /layer2/c} 6 others.
 */
public final class Residual {
  private Residual() {}

  public static Model model() {
    Sketch net = new Sketch(new Random(61), -1, 1, 4, 4);
    String stem = net.node("Relu", "/relu", net.conv("/stem", "x", 1, 3, 3));
    String a = net.node("Relu", "/layer1/relu", net.conv("/layer1/a", stem, 3, 4, 3));
    String b = net.conv("/layer1/b", a, 4, 3, 3);
    String sum = net.node("Add", "/layer1/add", List.of(stem, b));
    String c = net.node("Relu", "/layer2/relu", net.conv("/layer2/c", sum, 3, 6, 1));
    String flat = net.node("Flatten", "/flat", net.node("GlobalAveragePool", "/pool", c));
    return net.ends(net.gemm("/fc", flat, 6, 2), -1, 2);
  }

  public static Samples samples() {
    return Samples.random(62, 30, 2, 1, 4, 4);
  }
}
