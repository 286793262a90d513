package io.secateur.study.data;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as numpy's {@code .npz}: a zip of {@code NAME.npy}, each a short header and the
 * elements (numpy.lib.format, version 1.0).
 *
 * <p>The same arrays always give the same bytes: entries come in the order of their names, carry a
 * fixed time, and are stored as numpy stores them, since what deflating gives differs between
 * versions of zlib.
 */
public final class NpzWriter {
  /** Zip's years start at 1980; the first second of it would be stored with a time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String MAGIC = "\u0093NUMPY\1\0";

  /** The elements start at a multiple of this, so that the file can be mapped. */
  private static final int ALIGNMENT = 64;

  private NpzWriter() {}

  /**
   * Writes a file under a temporary name, then moves it into place.
   *
   * @throws UnusableException if the file cannot be written
   */
  public static void write(Path file, SortedMap<String, Tensor> arrays) {
    try {
      WholeFile.write(file, zip(arrays));
    } catch (IOException e) {
      throw new UnusableException("cannot write '" + file + "': " + e, e);
    }
  }

  private static byte[] zip(SortedMap<String, Tensor> arrays) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var array : arrays.entrySet()) {
        byte[] npy = npy(array.getValue());
        CRC32 crc = new CRC32();
        crc.update(npy);
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(npy.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(npy);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Magic, length of the header (2 bytes), header padded with spaces to a line, elements. */
  private static byte[] npy(Tensor array) {
    String header =
        "{'descr': '"
            + descr(array.type())
            + "', 'fortran_order': False, 'shape': "
            + shape(array.dims())
            + ", }";
    int before = MAGIC.length() + 2;
    int gap = ALIGNMENT - 1 - (before + header.length()) % ALIGNMENT;
    String line = header + " ".repeat(gap) + "\n";
    ByteBuffer elements = array.bytes();
    ByteBuffer npy = ByteBuffer.allocate(before + line.length() + elements.remaining());
    npy.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1));
    npy.put((byte) line.length()).put((byte) (line.length() >> 8));
    npy.put(line.getBytes(StandardCharsets.US_ASCII));
    npy.put(elements);
    return npy.array();
  }

  private static String descr(ElementType type) {
    return switch (type) {
      case FLOAT -> "<f4";
      case DOUBLE -> "<f8";
      case INT32 -> "<i4";
      case INT64 -> "<i8";
      case UINT8 -> "|u1";
      default -> throw new IllegalArgumentException("no array of " + type + " is written here");
    };
  }

  /** As Python writes it: {@code (3, 2)}, {@code (3,)}. */
  private static String shape(long[] dims) {
    String inside = Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return "(" + inside + (dims.length == 1 ? ",)" : ")");
  }
}
