/**
 * Data files as batches that a network can take: numpy's npz, IDX and CIFAR-10.
 *
 * <p>Elements stay in memory as they are in the file (a pixel is one byte) and become floats batch
 * by batch. {@link io.secateur.data.Datasets} opens, {@link io.secateur.data.Dataset} gives.
 */
@NullMarked
package io.secateur.data;

import org.jspecify.annotations.NullMarked;
