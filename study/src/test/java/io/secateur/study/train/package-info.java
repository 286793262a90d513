@NullMarked
package io.secateur.study.train;

import org.jspecify.annotations.NullMarked;
