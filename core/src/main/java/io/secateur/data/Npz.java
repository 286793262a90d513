package io.secateur.data;

import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** numpy's zip of arrays: those named like the model's inputs, and {@code y}, the targets. */
record Npz(SourceFile file) implements Source {
  private static final String SUFFIX = ".npy";
  private static final String TARGETS = "y";

  /** An array of the file; one that cannot be used only matters, and throws, once it is wanted. */
  private record Stored(ZipEntry entry, String where, Supplier<NpyHeader> reading) {
    NpyHeader header() {
      return reading.get();
    }

    String shape() {
      try {
        return header().shape();
      } catch (UnusableException e) {
        return "(not readable)";
      }
    }
  }

  @Override
  public String name() {
    return file.shortName();
  }

  @Override
  public Contents read(DataOptions options, List<ValueInfo> inputs) {
    try (ZipFile zip = new ZipFile(file.path().toFile())) {
      Map<String, Stored> stored = list(zip);
      Map<String, Stored> wanted = wanted(stored, inputs);
      boolean isInput = inputs.stream().anyMatch(i -> i.name().equals(TARGETS));
      Stored y = isInput ? null : stored.get(TARGETS);
      Map<String, Stored> used = new LinkedHashMap<>(wanted);
      if (y != null) {
        used.put(TARGETS, y);
      }
      Range range = Range.of(options, samples(used), file.where());
      Map<String, Column> columns = new LinkedHashMap<>();
      for (Map.Entry<String, Stored> input : wanted.entrySet()) {
        columns.put(input.getKey(), column(zip, input.getValue(), range));
      }
      return new Contents(columns, false, y == null ? null : column(zip, y, range));
    } catch (IOException e) {
      throw file.damaged(e);
    }
  }

  /** The file's arrays by name; what is not an array is left out. */
  private Map<String, Stored> list(ZipFile zip) throws IOException {
    Map<String, Stored> stored = new LinkedHashMap<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!entry.getName().endsWith(SUFFIX)) {
        continue;
      }
      String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
      String where = "'" + name + "' of " + file.where();
      if (stored.put(name, new Stored(entry, where, header(zip, entry, where))) != null) {
        throw new UnusableException(
            file.where() + " holds '" + name + "' twice; save it again with numpy.savez");
      }
    }
    if (stored.isEmpty()) {
      throw new UnusableException(
          file.where() + " is a zip with no array in it; save it with numpy.savez");
    }
    return stored;
  }

  private static Supplier<NpyHeader> header(ZipFile zip, ZipEntry entry, String where)
      throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      NpyHeader header = NpyHeader.read(in, where);
      return () -> header;
    } catch (UnusableException e) {
      return () -> {
        throw e;
      };
    } catch (EOFException e) {
      UnusableException cut =
          new UnusableException(
              where + " ends within its header; save it again with numpy.savez", e);
      return () -> {
        throw cut;
      };
    }
  }

  private Map<String, Stored> wanted(Map<String, Stored> stored, List<ValueInfo> inputs) {
    Map<String, Stored> wanted = new LinkedHashMap<>();
    for (ValueInfo input : inputs) {
      Stored array = stored.get(input.name());
      List<String> others = stored.keySet().stream().filter(n -> !n.equals(TARGETS)).toList();
      if (array == null && inputs.size() == 1 && others.size() == 1) {
        array = stored.get(others.get(0));
      }
      if (array == null) {
        throw new UnusableException(
            file.where()
                + " has no array for the model's input '"
                + input.name()
                + "': it holds "
                + held(stored)
                + ", the model asks for "
                + asked(inputs)
                + "; name the arrays like the inputs, and the targets 'y'");
      }
      wanted.put(input.name(), array);
    }
    return wanted;
  }

  /** How many samples all of these arrays have. */
  private long samples(Map<String, Stored> used) {
    used.values().forEach(Npz::check);
    List<Long> counts = used.values().stream().map(a -> a.header().samples()).distinct().toList();
    if (counts.size() > 1) {
      throw new UnusableException(
          file.where()
              + " holds "
              + held(used)
              + ", where equally many samples were expected in each (the first axis); save them"
              + " so");
    }
    return counts.get(0);
  }

  /** Throws UnusableException if the header does not say what the file holds. */
  private static void check(Stored array) {
    NpyHeader header = array.header();
    long expected = header.length() + header.size();
    if (array.entry().getSize() != expected) {
      throw new UnusableException(
          array.where()
              + " says that its shape is "
              + header.shape()
              + ", which needs "
              + expected
              + " bytes, and has "
              + array.entry().getSize()
              + "; it is damaged, so save it again with numpy.savez");
    }
    if (header.dims().length == 0) {
      throw new UnusableException(
          array.where()
              + " is a single number, where an array with the sample as its first axis was"
              + " expected; save it so");
    }
  }

  private static Column column(ZipFile zip, Stored array, Range range) throws IOException {
    CRC32 crc = new CRC32();
    Column column;
    try (InputStream in = new CheckedInputStream(zip.getInputStream(array.entry()), crc)) {
      in.skipNBytes(array.header().length());
      column = elements(in, array, range);
      in.transferTo(OutputStream.nullOutputStream());
    }
    if (crc.getValue() != array.entry().getCrc()) {
      throw new ZipException(array.where() + " has the wrong checksum");
    }
    return column;
  }

  private static Column elements(InputStream in, Stored array, Range range) throws IOException {
    NpyHeader header = array.header();
    String where = array.where();
    long total = header.samples();
    long[] shape = header.sample();
    if (header.fortran()) { // a sample's elements lie all over the file
      Bytes all = Bytes.read(in, header.size(), header.order(), where);
      return Column.fortran(where, header.kind(), all, range, shape, total);
    }
    long row = header.size() / total;
    in.skipNBytes(range.from() * row);
    Bytes rows = Bytes.read(in, range.size() * row, header.order(), where);
    return Column.rows(where, header.kind(), rows, range, shape);
  }

  private static String held(Map<String, Stored> stored) {
    return stored.entrySet().stream()
        .map(e -> "'" + e.getKey() + "' " + e.getValue().shape())
        .collect(Collectors.joining(", "));
  }

  /** The model's inputs, for messages. */
  static String asked(List<ValueInfo> inputs) {
    return inputs.stream()
        .map(i -> "'" + i.name() + "' " + i.shape())
        .collect(Collectors.joining(", "));
  }
}
