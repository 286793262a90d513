package io.secateur.anatomy;

import java.util.Map;

/** The shape that every value of a graph had when the graph was run once. */
public final class Shapes {
  private final Map<String, long[]> byValue;
  private final int samples;

  /**
   * @param byValue sizes along each axis, for every value that was made and every constant
   * @param samples how many samples that run was given
   */
  public Shapes(Map<String, long[]> byValue, int samples) {
    this.byValue = Map.copyOf(byValue);
    this.samples = samples;
  }

  /** A value's sizes along each axis; not to be written into. */
  public long[] of(String value) {
    long[] dims = byValue.get(value);
    if (dims == null) {
      throw new IllegalArgumentException("no shape is known of '" + value + "'");
    }
    return dims;
  }

  public boolean has(String value) {
    return byValue.containsKey(value);
  }

  public int samples() {
    return samples;
  }
}
