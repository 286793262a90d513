/** Tests on a real cluster, whose processes run on this machine. */
@NullMarked
package io.secateur.spark;

import org.jspecify.annotations.NullMarked;
