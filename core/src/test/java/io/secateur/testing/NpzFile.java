package io.secateur.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Samples as numpy.savez writes them. */
public final class NpzFile {
  private NpzFile() {}

  /** Writes the input's array, and the labels as {@code y} where there are some. */
  public static Path write(Path file, Samples samples) {
    int count = samples.size();
    StringBuilder shape = new StringBuilder().append(count).append(", ");
    for (long d : samples.shape()) {
      shape.append(d).append(", ");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      byte[] x = new byte[count * samples.row(0).length * Float.BYTES];
      ByteBuffer values = little(x);
      for (float[] row : samples.rows()) {
        for (float v : row) {
          values.putFloat(v);
        }
      }
      entry(zip, samples.input(), "<f4", shape.toString(), x);
      if (samples.labels() != null) {
        byte[] y = new byte[count * Long.BYTES];
        ByteBuffer classes = little(y);
        for (int s = 0; s < count; s++) {
          classes.putLong(samples.label(s));
        }
        entry(zip, "y", "<i8", count + ",", y);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void entry(
      ZipOutputStream zip, String name, String type, String shape, byte[] data) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    header += " ".repeat(63 - (header.length() + 10) % 64) + "\n";
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    zip.write(new byte[] {(byte) header.length(), (byte) (header.length() >> 8)});
    zip.write(header.getBytes(StandardCharsets.US_ASCII));
    zip.write(data);
    zip.closeEntry();
  }
}
