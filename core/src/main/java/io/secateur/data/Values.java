package io.secateur.data;

/**
 * Numbers for each sample.
 *
 * @param dims the shape of the values: (batch, ...)
 * @param values row by row, all finite
 */
@SuppressWarnings("ArrayRecordComponent") // holds results, never compared
public record Values(long[] dims, float[] values) implements Targets {}
