package io.secateur.study.experiments;

import io.secateur.data.DataOptions;
import java.nio.file.Path;

/**
 * A network to prune, as files that any command of the tool takes.
 *
 * @param model the ONNX file
 * @param data what neurons are ranked on
 * @param error the error's word
 */
record Subject(Path model, DataOptions data, String error) {}
