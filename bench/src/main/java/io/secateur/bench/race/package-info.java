/**
 * The naive way and the fast one on the same network and data in one process: times, and whether
 * they removed the same neurons.
 */
@NullMarked
package io.secateur.bench.race;

import org.jspecify.annotations.NullMarked;
