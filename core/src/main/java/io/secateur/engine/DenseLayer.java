package io.secateur.engine;

import io.secateur.engine.kernels.Activation;
import io.secateur.model.Node;

/**
 * One linear map of a dense tail, with what comes after it.
 *
 * @param reader the product whose columns these are
 * @param in how many columns it reads
 * @param out how many pre-activations it makes
 * @param neurons for each column, the neuron whose gate stands there; −1 for none
 * @param weights (in, out)
 * @param bias (out)
 * @param activation what makes the next layer's columns, or the outputs
 * @param slope of a leaky ReLU
 */
record DenseLayer(
    Node reader,
    int in,
    int out,
    int[] neurons,
    float[] weights,
    float[] bias,
    Activation activation,
    float slope) {}
