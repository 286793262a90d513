package io.secateur.search;

import io.secateur.anatomy.Neuron;

/**
 * A removed neuron that came back, for another that went.
 *
 * @param step which swap it was, from 1
 * @param back the neuron that is there again
 * @param out the neuron that went instead
 * @param error the total error on the ranking data after that
 * @param accuracy the accuracy after that, on the holdout where there is one; NaN where there is
 *     none
 * @param seconds since the swap before, or the last removal
 */
public record Swap(
    int step, Neuron back, Neuron out, double error, double accuracy, double seconds) {}
