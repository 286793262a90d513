@NullMarked
package io.secateur.search;

import org.jspecify.annotations.NullMarked;
