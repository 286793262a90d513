@NullMarked
package io.secateur.engine.kernels;

import org.jspecify.annotations.NullMarked;
