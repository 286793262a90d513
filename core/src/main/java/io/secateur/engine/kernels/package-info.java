/**
 * The arithmetic of exact ablation: small loops over blocks of samples, once plainly and once with
 * vectors, bit for bit the same element by element.
 *
 * <p>A leaf: it knows arrays and nothing else, and it is the one place where {@code
 * jdk.incubator.vector} may be used. Blocks are (rows, {@value
 * io.secateur.engine.kernels.Kernels#BLOCK}): a row is a unit, along it lie samples.
 */
@NullMarked
package io.secateur.engine.kernels;

import org.jspecify.annotations.NullMarked;
