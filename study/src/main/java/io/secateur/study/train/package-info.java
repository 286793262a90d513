/**
 * Seeded training of small fully connected networks on libtorch, which does not leave this package.
 */
@NullMarked
package io.secateur.study.train;

import org.jspecify.annotations.NullMarked;
