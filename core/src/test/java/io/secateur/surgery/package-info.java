@NullMarked
package io.secateur.surgery;

import org.jspecify.annotations.NullMarked;
