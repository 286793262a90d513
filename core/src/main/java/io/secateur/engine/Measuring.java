package io.secateur.engine;

import io.secateur.engine.repair.Repair;

/**
 * How errors are measured; but for the repair, none of it changes what they are.
 *
 * @param oracle how a network without a neuron is measured
 * @param order the order of the samples
 * @param seed of the samples that are drawn for a confidence
 * @param memory about how many bytes samples and activations may take
 * @param repair what makes up for a neuron when it goes
 */
public record Measuring(Oracle oracle, SampleOrder order, long seed, long memory, Repair repair) {
  /** How a network without a neuron is measured. */
  public enum Oracle {
    /** Only what the neuron changes is computed again. */
    FAST,
    /** The same on libtorch alone, as where a network does not end in dense layers. */
    RESTART,
    /**
     * Every candidate is a forward pass of the whole network, which is what FAST must agree with.
     */
    NAIVE
  }

  /** The least that is of any use: 16 MiB. */
  public static final long LEAST_MEMORY = 16L << 20;

  /** Fast, samples as they come, and three quarters of the heap's limit. */
  public static final Measuring DEFAULT =
      new Measuring(
          Oracle.FAST,
          SampleOrder.AS_GIVEN,
          1,
          Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 4 * 3),
          Repair.NONE);

  public Measuring {
    if (memory < LEAST_MEMORY) {
      throw new IllegalArgumentException("--memory must be at least 16m, not " + memory + " bytes");
    }
  }

  public Measuring with(Oracle other) {
    return new Measuring(other, order, seed, memory, repair);
  }

  public Measuring with(SampleOrder other) {
    return new Measuring(oracle, other, seed, memory, repair);
  }

  public Measuring with(long otherMemory) {
    return new Measuring(oracle, order, seed, otherMemory, repair);
  }

  public Measuring with(Repair other) {
    return new Measuring(oracle, order, seed, memory, other);
  }

  /** For samples that come from the heap, and stay there. */
  long forTail() {
    return memory / 2;
  }

  /** For inputs that stay in native memory between passes. */
  long forInputs() {
    return memory / 4;
  }

  /** For what readers say of each other. */
  long forRepair() {
    return memory / 8;
  }

  /** For the activations of a chunk: as much as helps, which is not much. */
  long forChunk() {
    return Math.min(256L << 20, memory / 8);
  }
}
