@NullMarked
package io.secateur.study.shapes;

import org.jspecify.annotations.NullMarked;
