/**
 * The experiments, a small class each: those of the paper, and those that its reviewers and authors
 * asked for next. Everything that is pruned here goes through core's comparison and pruner.
 */
@NullMarked
package io.secateur.study.experiments;

import org.jspecify.annotations.NullMarked;
