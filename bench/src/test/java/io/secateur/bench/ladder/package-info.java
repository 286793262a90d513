/** That a ladder says what a search finds. */
@NullMarked
package io.secateur.bench.ladder;

import org.jspecify.annotations.NullMarked;
