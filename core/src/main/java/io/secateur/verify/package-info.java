/**
 * Models run as their users run them, in ONNX Runtime: whether two agree, and how fast they are.
 *
 * <p>It shares nothing with the engine but {@code runtime}, so that an error there cannot hide
 * itself here.
 */
@NullMarked
package io.secateur.verify;

import org.jspecify.annotations.NullMarked;
