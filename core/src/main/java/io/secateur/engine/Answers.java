package io.secateur.engine;

/**
 * What a network says of each sample.
 *
 * @param said the class
 * @param leads where it tells two classes, the lead of the second over the first from −1 to 1:
 *     above 0 where it says the second; empty otherwise
 */
public record Answers(int[] said, double[] leads) {}
