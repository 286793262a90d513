package io.secateur.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds for a model.
 *
 * @param inputs by the names of the model's inputs
 * @param images whether a sample is an image: (height, width) or (channels, height, width)
 * @param targets what the network should say, null where the source does not tell
 */
record Contents(Map<String, Column> inputs, boolean images, @Nullable Column targets) {}
