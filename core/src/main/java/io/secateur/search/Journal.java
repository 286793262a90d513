package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Neuron;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file {@code removals.jsonl}: one line a removal, on disk before the next one begins. A line
 * that does not end in a line break was cut off and counts as absent.
 */
public final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final String found;

  /**
   * Opens the journal of a folder, both of which are made if they are not there; a line that was
   * cut off is dropped from the file. Nobody else can open it until it is closed.
   *
   * @throws UnusableException if the folder cannot be used, or is in use
   */
  public Journal(Path folder) {
    file = folder.resolve("removals.jsonl");
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    try {
      lock(folder);
      found = wholeLines();
    } catch (IOException e) {
      close();
      throw unusable(folder, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static UnusableException unusable(Path folder, IOException e) {
    return new UnusableException(
        "the run folder '" + folder + "' cannot be used: " + e.getMessage(), e);
  }

  /**
   * The lock goes with the channel, or with the process. It is on a byte that is never written,
   * because where locks are mandatory nobody could read the lines.
   */
  private void lock(Path folder) throws IOException {
    boolean mine;
    try {
      mine = channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException e) { // this process has it
      mine = false;
    }
    if (!mine) {
      throw new UnusableException(
          "the run folder '"
              + folder
              + "' is in use; wait for that run's end, or give another folder");
    }
  }

  private String wholeLines() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all is read
    }
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    channel.truncate(end);
    channel.position(end);
    return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
  }

  /**
   * What a run's journal holds, or that in a folder; it is only read.
   *
   * @throws UnusableException if it cannot be, or they are not removals from this network, one
   *     after another
   */
  public static Past read(Path fileOrFolder, Anatomy anatomy) {
    Path file =
        Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("removals.jsonl") : fileOrFolder;
    try {
      String text = Files.readString(file);
      return past(file, text.substring(0, text.lastIndexOf('\n') + 1), anatomy);
    } catch (IOException e) { // also where it is no text
      throw new UnusableException(
          "the journal '" + file + "' cannot be read; give a run's folder or its removals.jsonl",
          e);
    }
  }

  /**
   * The removals that were in the journal when it was opened.
   *
   * @throws UnusableException if it does not hold removals from this network, one after another,
   *     and then swaps
   */
  public List<Removal> removals(Anatomy anatomy) {
    return past(anatomy).removals();
  }

  /** The removals, and the swaps that followed; throws as the other. */
  public Past past(Anatomy anatomy) {
    return past(file, found, anatomy);
  }

  private static Past past(Path file, String found, Anatomy anatomy) {
    List<Removal> removals = new ArrayList<>();
    List<Swap> swaps = new ArrayList<>();
    Set<Neuron> gone = new HashSet<>();
    for (String text : found.lines().toList()) {
      Removal removal = swaps.isEmpty() ? JournalLine.read(text, anatomy) : null;
      Swap swap = removal == null ? JournalLine.readSwap(text, anatomy) : null;
      if (removal != null && removal.step() == removals.size() + 1 && gone.add(removal.neuron())) {
        removals.add(removal);
      } else if (swap != null
          && swap.step() == swaps.size() + 1
          && gone.remove(swap.back())
          && gone.add(swap.out())) {
        swaps.add(swap);
      } else {
        int line = removals.size() + swaps.size() + 1;
        throw new UnusableException(
            "the journal '"
                + file
                + "' was expected to hold removal "
                + line
                + " of this network in its line "
                + line
                + ", and holds something else; it was changed or damaged, so give a new folder, or"
                + " remove this one");
      }
    }
    return new Past(removals, swaps);
  }

  /** Adds a line. */
  public void add(Removal removal) {
    add(JournalLine.of(removal));
  }

  /** Adds a line. */
  public void add(Swap swap) {
    add(JournalLine.of(swap));
  }

  private void add(String text) {
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UnusableException(
          "the journal '" + file + "' cannot be written: " + e.getMessage(), e);
    }
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
