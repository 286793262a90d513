package io.secateur.spark;

import io.secateur.engine.Measuring;
import io.secateur.engine.SampleOrder;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import java.io.Serializable;
import java.util.Map;

/**
 * All that an executor needs to measure errors, sent to it once.
 *
 * @param id tells it from others of the application
 * @param model an ONNX file's bytes
 * @param sizes of the model's inputs, without the batch
 * @param error the error's word
 * @param oracle how a network without a neuron is measured
 * @param order of samples within a segment
 * @param seed of what is drawn
 * @param memory about how many bytes a segment's samples and activations may take
 * @param repair what makes up for a neuron when it goes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Setup(
    String id,
    byte[] model,
    Map<String, long[]> sizes,
    String error,
    Measuring.Oracle oracle,
    SampleOrder order,
    long seed,
    long memory,
    Repair repair)
    implements Serializable {

  static Setup of(
      String id, byte[] model, Map<String, long[]> sizes, ErrorMeasure measure, Measuring how) {
    return new Setup(
        id,
        model,
        sizes,
        measure.word(),
        how.oracle(),
        how.order(),
        how.seed(),
        how.memory(),
        how.repair());
  }

  Measuring how() {
    return new Measuring(oracle, order, seed, memory, repair);
  }
}
