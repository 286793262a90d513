/**
 * A network as a graph: an ONNX file read into nodes, constants and named values, edited, and
 * written back.
 *
 * <p>The ground floor. It knows the file format and nothing of neurons; the protobuf classes do not
 * leave it.
 */
@NullMarked
package io.secateur.model;

import org.jspecify.annotations.NullMarked;
