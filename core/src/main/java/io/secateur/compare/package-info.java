/**
 * What can be seen of a network by its gates: how ways to prune it compare, the error as a function
 * of one gate or of two, and what each neuron does on the data.
 */
@NullMarked
package io.secateur.compare;

import org.jspecify.annotations.NullMarked;
