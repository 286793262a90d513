/**
 * What is seen of one pruned network besides its curves: which neurons went and which stayed, who
 * cancels whom, error surfaces, and the network at every stage. Each view is a file beside the
 * curves, which is made from the network and its curves and not made again.
 */
@NullMarked
package io.secateur.study.views;

import org.jspecify.annotations.NullMarked;
