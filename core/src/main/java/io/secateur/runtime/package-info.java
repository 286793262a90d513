/**
 * Models in ONNX Runtime: whole ones, as their users run them, and single nodes that the engine
 * cannot run itself.
 *
 * <p>The only place that knows ONNX Runtime.
 */
@NullMarked
package io.secateur.runtime;

import org.jspecify.annotations.NullMarked;
