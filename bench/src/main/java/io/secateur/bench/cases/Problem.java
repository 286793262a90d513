package io.secateur.bench.cases;

import io.secateur.data.DataOptions;
import java.nio.file.Path;

/**
 * A network in a file, and the samples that it is measured on.
 *
 * @param model the ONNX file
 * @param data the samples
 * @param error the error's word
 */
public record Problem(Path model, DataOptions data, String error) {}
