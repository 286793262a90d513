/**
 * One small file per criterion: what removing a neuron is thought to cost.
 *
 * <p>To add a criterion, write it here and list it in {@link io.secateur.criteria.Criteria}.
 */
@NullMarked
package io.secateur.criteria;

import org.jspecify.annotations.NullMarked;
