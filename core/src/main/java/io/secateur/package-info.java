/**
 * The whole way, for those who use Secateur as a library: {@link io.secateur.Pruner} takes a model
 * and data and leaves a smaller model with its proof.
 *
 * <p>The house from the ground: {@code model} (a network as a graph), {@code anatomy} (its
 * neurons), {@code data} and {@code runtime} (ONNX Runtime); {@code engine} (the error as a
 * function of gates); {@code criteria} and {@code surgery}; {@code search}; {@code verify}; then
 * this package and {@code report}. Imports point down only.
 */
@NullMarked
package io.secateur;

import org.jspecify.annotations.NullMarked;
