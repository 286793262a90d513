/**
 * One small relation per operator: which indices of its inputs and outputs are the same.
 *
 * <p>To add an operator, write its relation here and list it in {@link
 * io.secateur.anatomy.relations.Relations}.
 */
@NullMarked
package io.secateur.anatomy.relations;

import org.jspecify.annotations.NullMarked;
