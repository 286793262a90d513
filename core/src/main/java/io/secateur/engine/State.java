package io.secateur.engine;

import io.secateur.engine.repair.Fit;
import java.io.Serializable;
import java.util.TreeMap;

/**
 * A network as a question travels with it.
 *
 * @param alpha its gates
 * @param weights the constants that were fitted anew
 * @param fits for readers that may be repaired, by their numbers, what they take
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record State(
    double[] alpha, TreeMap<String, Shared<Weights>> weights, TreeMap<Integer, Shared<Fit>> fits)
    implements Serializable {}
