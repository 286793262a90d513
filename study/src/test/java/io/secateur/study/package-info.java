@NullMarked
package io.secateur.study;

import org.jspecify.annotations.NullMarked;
