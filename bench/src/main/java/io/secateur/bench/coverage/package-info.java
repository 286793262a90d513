/** How much of a network can be pruned, and whether what is left is the gated original. */
@NullMarked
package io.secateur.bench.coverage;

import org.jspecify.annotations.NullMarked;
