/** Which gates to close, in which order, and when to stop. */
@NullMarked
package io.secateur.search;

import org.jspecify.annotations.NullMarked;
