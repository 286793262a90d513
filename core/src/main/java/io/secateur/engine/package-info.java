/**
 * The graph as something that runs, on libtorch: gates, the error E(α) over a data set, its
 * derivatives, and what it becomes without each neuron.
 *
 * <p>Native memory lives in scopes that are closed where they are opened; what is kept has one
 * owner that is closed.
 */
@NullMarked
package io.secateur.engine;

import org.jspecify.annotations.NullMarked;
