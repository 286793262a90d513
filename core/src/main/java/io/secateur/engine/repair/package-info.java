/**
 * What is left makes up for what went: what a reader loses with a neuron, and its weights without
 * it, in closed form.
 */
@NullMarked
package io.secateur.engine.repair;

import org.jspecify.annotations.NullMarked;
