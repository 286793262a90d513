package io.secateur.engine;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Some samples in native memory.
 *
 * @param from the number of the first
 * @param size how many they are; the inputs may hold repetitions after them, where a model wants
 *     its own number
 * @param inputs by the names of the model's inputs (batch, ...)
 */
record Chunk(int from, int size, Map<String, Tensor> inputs) {
  int to() {
    return from + size;
  }
}
