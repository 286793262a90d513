/** The harness is tested on networks of a few neurons; times are not. */
@NullMarked
package io.secateur.bench;

import org.jspecify.annotations.NullMarked;
