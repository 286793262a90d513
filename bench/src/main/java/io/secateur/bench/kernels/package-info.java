/** JMH benchmarks of the engine's kernels, vectors against plain loops, one method a kernel. */
@NullMarked
package io.secateur.bench.kernels;

import org.jspecify.annotations.NullMarked;
