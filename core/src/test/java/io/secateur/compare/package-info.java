@NullMarked
package io.secateur.compare;

import org.jspecify.annotations.NullMarked;
