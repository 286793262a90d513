package io.secateur.testing;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Small models, from the input {@code x} to the output {@code y}. */
public final class Made {
  private Made() {}

  /** One operator on one number for each of {@code batch} samples, −1 for any number of them. */
  public static Model operator(String operator, long batch) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, batch, 1)
        .output("y", ElementType.FLOAT, batch, 1)
        .node(operator, "y", List.of("x"))
        .build();
  }

  /** A number times {@code factor}. */
  public static Model times(float factor) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .output("y", ElementType.FLOAT, -1, 1)
        .constant("w", Tensor.of(new long[] {1, 1}, factor))
        .node("Gemm", "y", List.of("x", "w"))
        .build();
  }

  /** A number cast to another type. */
  public static Model cast(ElementType to) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .output("y", to, -1, 1)
        .node("Cast", "y", List.of("x"), "to", to.number())
        .build();
  }

  /**
   * A number, widened, times a matrix of {@code size} x {@code size} zeros, which are in the
   * session but not in the file.
   */
  public static Model large(long size) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .output("y", ElementType.FLOAT, -1, 1)
        .constant("shape", Tensor.of(new long[] {2}, size, size))
        .constant("row", Tensor.of(new long[] {2}, 1L, size))
        .constant("last", Tensor.of(new long[] {1}, 1L))
        .node("ConstantOfShape", "w", List.of("shape"))
        .node("Expand", "wide", List.of("x", "row"))
        .node("MatMul", "product", List.of("wide", "w"))
        .node("ReduceSum", "y", List.of("product", "last"))
        .build();
  }

  public static Tensor get(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name));
  }

  public static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.at(i);
    }
    return values;
  }
}
