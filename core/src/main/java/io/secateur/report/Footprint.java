package io.secateur.report;

/**
 * What a network costs and what it does.
 *
 * @param neurons how many neurons can be removed from it
 * @param parameters elements of its weights
 * @param flops 2 x multiply-adds for one sample
 * @param bytes of its file
 * @param error the total error
 * @param accuracy 0 to 1; NaN where the data tells no classes
 * @param latencyMs median milliseconds of one run in ONNX Runtime
 */
public record Footprint(
    int neurons,
    long parameters,
    long flops,
    long bytes,
    double error,
    double accuracy,
    double latencyMs) {}
