/**
 * Closed gates into missing rows and columns: a smaller graph, and the gated one that it must
 * equal.
 */
@NullMarked
package io.secateur.surgery;

import org.jspecify.annotations.NullMarked;
