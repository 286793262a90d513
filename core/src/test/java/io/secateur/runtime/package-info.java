@NullMarked
package io.secateur.runtime;

import org.jspecify.annotations.NullMarked;
