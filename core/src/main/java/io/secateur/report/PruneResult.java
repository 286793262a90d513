package io.secateur.report;

import io.secateur.engine.errors.ErrorChoice;
import io.secateur.search.Scoped;
import io.secateur.search.SearchResult;
import java.util.List;
import java.util.Map;

/**
 * What pruning did.
 *
 * @param before the network as it came
 * @param after the file that was written
 * @param agreement the largest relative difference of outputs between the gated original and the
 *     written file in ONNX Runtime
 * @param samples how many samples that was tried on
 * @param error which error it was, and why
 * @param search what was removed, and why it stopped
 * @param survivors by layer, which old neuron each new one is
 * @param provenance how to do it again: version, JVM, options, seed, hashes
 * @param scope which layers could lose neurons
 */
public record PruneResult(
    Footprint before,
    Footprint after,
    double agreement,
    int samples,
    ErrorChoice error,
    SearchResult search,
    Map<String, List<Integer>> survivors,
    Map<String, Object> provenance,
    Scoped scope) {}
