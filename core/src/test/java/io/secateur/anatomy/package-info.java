@NullMarked
package io.secateur.anatomy;

import org.jspecify.annotations.NullMarked;
