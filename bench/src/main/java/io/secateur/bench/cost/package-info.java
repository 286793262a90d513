/** What one exact ranking costs, in time and memory, as a network widens and samples grow. */
@NullMarked
package io.secateur.bench.cost;

import org.jspecify.annotations.NullMarked;
