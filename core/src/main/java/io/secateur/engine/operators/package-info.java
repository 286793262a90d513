/**
 * What each operator computes, on libtorch, and how second derivatives go back through it.
 *
 * <p>To add an operator, write it here (a line, or a small class) and list it in {@link
 * io.secateur.engine.operators.Operators}.
 */
@NullMarked
package io.secateur.engine.operators;

import org.jspecify.annotations.NullMarked;
