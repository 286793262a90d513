/** That the cases' files are what they should be. */
@NullMarked
package io.secateur.bench.cases;

import org.jspecify.annotations.NullMarked;
