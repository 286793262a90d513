/** What networks keep of their accuracy, by each criterion and each repair. */
@NullMarked
package io.secateur.bench.ladder;

import org.jspecify.annotations.NullMarked;
