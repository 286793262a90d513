/** The paper's toy: points in the plane, inside or outside of a shape. */
@NullMarked
package io.secateur.study.shapes;

import org.jspecify.annotations.NullMarked;
