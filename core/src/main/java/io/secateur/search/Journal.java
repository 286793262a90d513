package io.secateur.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code removals.jsonl}: one line a removal, on disk before the next one begins. A line
 * that does not end in a line break was cut off and counts as absent.
 */
public final class Journal implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;

  /**
   * Begins a journal in a folder, which is made if it is not there.
   *
   * @throws UnusableException if the folder cannot be written, or holds a journal already
   */
  public Journal(Path folder) {
    file = folder.resolve("removals.jsonl");
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        throw new UnusableException(
            "the run folder '" + folder + "' holds a run already; give a new folder, or remove it");
      }
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UnusableException(
          "the run folder '" + folder + "' cannot be used: " + e.getMessage(), e);
    }
  }

  /** Adds a line. */
  public void add(Removal removal) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", removal.step());
    line.put("layer", removal.neuron().layer().name());
    line.put("neuron", removal.neuron().index());
    line.put("predicted", finite(removal.predicted()));
    line.put("error", finite(removal.error()));
    line.put("accuracy", finite(removal.accuracy()));
    line.put("seconds", removal.seconds());
    try {
      byte[] bytes = (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(false);
    } catch (IOException e) {
      throw new UnusableException(
          "the journal '" + file + "' cannot be written: " + e.getMessage(), e);
    }
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UnusableException(
          "the journal '" + file + "' cannot be closed: " + e.getMessage(), e);
    }
  }
}
