package io.secateur.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.ValueInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Data files written byte by byte, without the code that reads them. */
final class Written {
  private Written() {}

  /** An array of an .npz file: what its header says, and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Npy(int version, String header, byte[] data) {
    byte[] bytes() {
      byte[] text = header.getBytes(ISO_8859_1);
      ByteBuffer out =
          ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
      out.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
      if (version == 1) {
        out.putShort((short) text.length);
      } else {
        out.putInt(text.length);
      }
      out.put(text).put(data).flip();
      byte[] whole = new byte[out.remaining()];
      out.get(whole);
      return whole;
    }
  }

  static Npy npy(String descr, String shape, byte[] data) {
    return new Npy(1, header("'" + descr + "'", "False", shape), data);
  }

  static String header(String descr, String fortran, String shape) {
    return "{'descr': " + descr + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
  }

  static Npy floats(String shape, double... values) {
    return npy("<f4", shape, f4(values));
  }

  static Npy longs(String shape, long... values) {
    return npy("<i8", shape, i8(values));
  }

  static byte[] f4(double... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      out.putFloat((float) v);
    }
    return out.array();
  }

  static byte[] f8(double... values) {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      out.putDouble(v);
    }
    return out.array();
  }

  static byte[] i8(long... values) {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long v : values) {
      out.putLong(v);
    }
    return out.array();
  }

  static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  /** An .npz file with these arrays: name, array, name, array, ... */
  static Path npz(Path folder, Object... namesAndArrays) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < namesAndArrays.length; i += 2) {
      entries.put(namesAndArrays[i] + ".npy", ((Npy) namesAndArrays[i + 1]).bytes());
    }
    return zip(folder.resolve("data.npz"), entries, true);
  }

  static Path zip(Path path, Map<String, byte[]> entries, boolean deflate) {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        if (!deflate) {
          CRC32 crc = new CRC32();
          crc.update(e.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(e.getValue().length);
          entry.setCrc(crc.getValue());
        }
        out.putNextEntry(entry);
        out.write(e.getValue());
        out.closeEntry();
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An IDX file: magic, sizes, data. */
  static byte[] idx(int type, int[] dims, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
    out.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int d : dims) {
      out.putInt(d);
    }
    return out.put(data).array();
  }

  /** Images of 2 by 3 pixels, whose values count up from 0. */
  static byte[] smallImages(int count) {
    byte[] pixels = new byte[6 * count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return idx(8, new int[] {count, 2, 3}, pixels);
  }

  /** A CIFAR-10 record whose value is {@code 100 * channel + row}, plus 1 in column 31. */
  static byte[] cifarRecord(int label) {
    byte[] record = new byte[3073];
    record[0] = (byte) label;
    for (int p = 0; p < 3072; p++) {
      record[1 + p] = (byte) (100 * (p / 1024) + p % 1024 / 32 + (p % 32 == 31 ? 1 : 0));
    }
    return record;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Path file(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ValueInfo input(String name, ElementType type, long... dims) {
    List<Long> list = new ArrayList<>();
    for (long d : dims) {
      list.add(d);
    }
    return new ValueInfo(name, type, list);
  }

  /** A model's only input, of floats. */
  static List<ValueInfo> x(long... dims) {
    return List.of(input("x", ElementType.FLOAT, dims));
  }

  static Dataset open(Path path, List<ValueInfo> inputs) {
    return Datasets.open(DataOptions.of(path.toString()), inputs);
  }

  /** What the dataset gives for an input, as double. */
  static double[] all(Dataset data, String input) {
    Tensor tensor = Objects.requireNonNull(data.batch(0, data.size()).inputs().get(input));
    double[] out = new double[(int) tensor.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = tensor.at(i);
    }
    return out;
  }

  static double[] all(Dataset data) {
    return all(data, "x");
  }

  static int[] labels(Targets targets) {
    return ((Labels) targets).classes();
  }
}
