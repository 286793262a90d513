@NullMarked
package io.secateur.engine;

import org.jspecify.annotations.NullMarked;
