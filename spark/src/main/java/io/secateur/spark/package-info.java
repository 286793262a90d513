/**
 * The same ablation, spread over a cluster: samples lie in segments with Spark's executors, which
 * answer what {@link io.secateur.engine.Segmented} asks of them. Nothing else knows Spark.
 */
@NullMarked
package io.secateur.spark;

import org.jspecify.annotations.NullMarked;
