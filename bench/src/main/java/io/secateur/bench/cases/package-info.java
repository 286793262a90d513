/** The networks and data that the claims are about, made from nothing but published images. */
@NullMarked
package io.secateur.bench.cases;

import org.jspecify.annotations.NullMarked;
