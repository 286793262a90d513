/**
 * The experiments of Wolfe et al., "The Incredible Shrinking Neural Network" (arXiv 1701.04465),
 * made again from nothing: data, training, files.
 *
 * <p>{@link io.secateur.study.Studies} has one method for each of them.
 */
@NullMarked
package io.secateur.study;

import org.jspecify.annotations.NullMarked;
