package io.secateur.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's attributes by name, each asked for in the type that the operator's definition gives it.
 */
public final class Attributes {
  private final Map<String, AttributeProto> byName = new LinkedHashMap<>();

  Attributes(List<AttributeProto> attributes) {
    attributes.forEach(a -> byName.put(a.getName(), a));
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public long integer(String name, long otherwise) {
    AttributeProto a = byName.get(name);
    return a == null ? otherwise : a.getI();
  }

  public double real(String name, double otherwise) {
    AttributeProto a = byName.get(name);
    return a == null ? otherwise : a.getF();
  }

  public String text(String name, String otherwise) {
    AttributeProto a = byName.get(name);
    return a == null ? otherwise : a.getS().toStringUtf8();
  }

  public long[] integers(String name, long... otherwise) {
    AttributeProto a = byName.get(name);
    return a == null ? otherwise : a.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** Real numbers; none if they are not there. */
  public double[] reals(String name) {
    AttributeProto a = byName.get(name);
    return a == null
        ? new double[0]
        : a.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray();
  }

  /** A tensor, such as the element that ConstantOfShape repeats; null if there is none. */
  public @Nullable Tensor tensor(String name) {
    AttributeProto a = byName.get(name);
    return a == null || !a.hasT() ? null : new TensorReader(Path.of("")).read(a.getT(), name);
  }

  Collection<AttributeProto> all() {
    return byName.values();
  }

  @Nullable AttributeProto raw(String name) {
    return byName.get(name);
  }
}
