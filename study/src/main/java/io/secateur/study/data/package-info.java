/** Labelled samples in memory, and into files that core and numpy read. */
@NullMarked
package io.secateur.study.data;

import org.jspecify.annotations.NullMarked;
