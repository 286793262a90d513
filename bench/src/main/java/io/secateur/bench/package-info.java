/**
 * Every speed that the project claims, with the command that measures it: the naive oracle and the
 * fast one side by side, what one exact ranking costs as networks and data grow, and the kernels.
 */
@NullMarked
package io.secateur.bench;

import org.jspecify.annotations.NullMarked;
