/**
 * Models run as their users run them, in ONNX Runtime: whether two agree, and how fast they are.
 *
 * <p>The only place that knows ONNX Runtime. It shares nothing with the engine, so that an error
 * there cannot hide itself here.
 */
@NullMarked
package io.secateur.verify;

import org.jspecify.annotations.NullMarked;
