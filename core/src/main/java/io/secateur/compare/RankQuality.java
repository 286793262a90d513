package io.secateur.compare;

/**
 * How one ranking of a criterion compares with the oracle's, which measures every candidate of the
 * network as it is. Along a run that ranks once it is that ranking, of the neurons that are left.
 *
 * @param criterion the criterion, in words
 * @param along the run on whose way the network was ranked: a method's name
 * @param removed how many neurons were gone there
 * @param share which share of the run that is, 0 to 1
 * @param candidates how many neurons were ranked
 * @param kendall Kendall's τ-b between its scores and the oracle's, −1 to 1; NaN where one of them
 *     gives all the same
 * @param spearman Spearman's ρ between them; NaN likewise
 * @param regret (E(without c) − E(without b)) / E(without b), c what it puts first and b the best;
 *     0 where they tie
 * @param passes what the ranking asked of the network, in forward passes over the data
 * @param seconds how long it took
 */
public record RankQuality(
    String criterion,
    String along,
    int removed,
    double share,
    int candidates,
    double kendall,
    double spearman,
    double regret,
    double passes,
    double seconds) {}
