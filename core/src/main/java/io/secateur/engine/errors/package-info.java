/**
 * The error E of a network's outputs: its kinds, which of them suits a network and data, and how
 * many samples are right.
 *
 * <p>To add one, write it here, and list it in {@link io.secateur.engine.errors.ErrorMeasure} and
 * in {@link io.secateur.engine.errors.ErrorChoice}.
 */
@NullMarked
package io.secateur.engine.errors;

import org.jspecify.annotations.NullMarked;
