/** That the harness finds what is the same the same, and what differs different. */
@NullMarked
package io.secateur.bench.race;

import org.jspecify.annotations.NullMarked;
