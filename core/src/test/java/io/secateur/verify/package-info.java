@NullMarked
package io.secateur.verify;

import org.jspecify.annotations.NullMarked;
