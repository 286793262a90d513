package io.secateur.study.train;

/**
 * How training stands after one more pass over the samples.
 *
 * @param number from 1
 * @param loss the mean over all training samples
 * @param accuracy the share of training samples whose largest output is their class's, 0 to 1; for
 *     samples with numbers 1 − the mean of Σ (o − t)², 1 at best
 */
public record Epoch(int number, double loss, double accuracy) {}
