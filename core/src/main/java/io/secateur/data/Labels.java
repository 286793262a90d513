package io.secateur.data;

/**
 * A class for each sample.
 *
 * @param classes (batch), none of them negative
 */
@SuppressWarnings("ArrayRecordComponent") // holds results, never compared
public record Labels(int[] classes) implements Targets {}
