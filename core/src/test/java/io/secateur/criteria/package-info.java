@NullMarked
package io.secateur.criteria;

import org.jspecify.annotations.NullMarked;
