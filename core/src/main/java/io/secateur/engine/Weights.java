package io.secateur.engine;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A constant that travels, and is one and the same tensor to all that it comes to together. */
final class Weights implements Serializable {
  private static final long serialVersionUID = 1;

  private final ElementType type;
  private final long[] dims;
  private final byte[] bytes;
  private transient @Nullable Tensor tensor;

  Weights(Tensor tensor) {
    this.type = tensor.type();
    this.dims = tensor.dims().clone();
    this.bytes = new byte[tensor.bytes().remaining()];
    tensor.bytes().duplicate().get(bytes);
  }

  synchronized Tensor tensor() {
    if (tensor == null) {
      tensor = new Tensor(type, dims, ByteBuffer.wrap(bytes));
    }
    return tensor;
  }
}
