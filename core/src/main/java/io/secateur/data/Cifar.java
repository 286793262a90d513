package io.secateur.data;

import io.secateur.model.ValueInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * CIFAR-10's binary files, one after the other: records of a label, then the red, the green and the
 * blue values of 32 by 32 pixels, row by row.
 */
record Cifar(List<SourceFile> files, long total) implements Source {
  private static final int RECORD = 1 + 3 * 32 * 32;
  private static final int CLASSES = 10;

  /**
   * What a file is, if taken for CIFAR-10.
   *
   * @param records how many whole records with a possible label it starts with
   * @param wrong what ends them: empty if the file does
   */
  record Scan(long records, String wrong) {
    boolean isCifar() {
      return wrong.isEmpty() && records > 0;
    }
  }

  static Scan scan(SourceFile file) {
    return file.read(
        in -> {
          byte[] record = new byte[RECORD];
          long records = 0;
          while (true) {
            int got = in.readNBytes(record, 0, RECORD);
            if (got == 0) {
              return new Scan(records, "");
            }
            if (Byte.toUnsignedInt(record[0]) >= CLASSES) {
              return new Scan(
                  records, "record " + records + " has the label " + Byte.toUnsignedInt(record[0]));
            }
            if (got < RECORD) {
              return new Scan(
                  records, "record " + records + " has " + got + " bytes and not " + RECORD);
            }
            records++;
          }
        });
  }

  @Override
  public String name() {
    String more = files.size() > 1 ? " and " + (files.size() - 1) + " more" : "";
    return files.get(0).shortName() + more;
  }

  @Override
  public Contents read(DataOptions options, List<ValueInfo> inputs) {
    SourceFile first = files.get(0);
    String input = Source.onlyInput(inputs, first.where());
    Range range = Range.of(options, total, first.where());
    Bytes records;
    try (InputStream in = concatenated()) {
      in.skipNBytes(range.from() * RECORD);
      records = Bytes.read(in, (long) range.size() * RECORD, ByteOrder.BIG_ENDIAN, first.where());
    } catch (IOException e) {
      throw first.damaged(e);
    }
    String where = first.where();
    long[] image = {3, 32, 32};
    return new Contents(
        Map.of(input, Column.inRecords(where, records, range, image, 1, RECORD)),
        true,
        Column.inRecords(where, records, range, new long[0], 0, RECORD));
  }

  /** One file is open at a time. */
  @SuppressWarnings("JdkObsolete") // the JDK takes nothing but an Enumeration here
  private InputStream concatenated() {
    Iterator<SourceFile> left = files.iterator();
    return new SequenceInputStream(
        new Enumeration<InputStream>() {
          @Override
          public boolean hasMoreElements() {
            return left.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return left.next().openOrRefuse();
          }
        });
  }
}
