package io.secateur.data;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** IDX, the format of MNIST: a file of samples, and perhaps a file of their labels. */
record Idx(SourceFile samples, @Nullable SourceFile labels) implements Source {
  private static final Map<Integer, Kind> KINDS =
      Map.of(
          0x08, Kind.UINT8,
          0x09, Kind.INT8,
          0x0b, Kind.INT16,
          0x0c, Kind.INT32,
          0x0d, Kind.FLOAT32,
          0x0e, Kind.FLOAT64);

  /** What stands before the elements: two zeros, the element type, the rank, then the sizes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Header(Kind kind, long[] dims) {
    int length() {
      return 4 + 4 * dims.length;
    }

    /** The elements' bytes. */
    long size() {
      return Tensor.count(dims) * kind.bytes();
    }
  }

  /** Whether a file starts as IDX files do. */
  static boolean hasMagic(byte[] start) {
    return start.length >= 4
        && start[0] == 0
        && start[1] == 0
        && KINDS.containsKey((int) start[2])
        && start[3] >= 1
        && start[3] <= 4;
  }

  /** What is wrong with a file that starts like IDX; empty if nothing is. */
  static String wrong(SourceFile file) {
    return file.read(
        in -> {
          Header header;
          try {
            header = header(in);
          } catch (IllegalArgumentException e) {
            return "gives an impossible shape (" + e.getMessage() + ")";
          }
          long found = 0;
          byte[] buffer = new byte[1 << 16];
          for (int got = 0; got >= 0 && found <= header.size(); got = in.read(buffer)) {
            found += got;
          }
          return found == header.size()
              ? ""
              : "says that its shape is "
                  + Arrays.toString(header.dims)
                  + ", which needs "
                  + header.size()
                  + " bytes after the header, and has "
                  + (found > header.size() ? "more" : found);
        });
  }

  /** Throws IllegalArgumentException for sizes that cannot be. */
  private static Header header(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    in.readShort();
    Kind kind = KINDS.get(in.readUnsignedByte());
    long[] dims = new long[in.readUnsignedByte()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = in.readInt();
    }
    if (kind == null || Tensor.count(dims) > Long.MAX_VALUE / 16) {
      throw new IllegalArgumentException("impossible shape " + Arrays.toString(dims));
    }
    return new Header(kind, dims);
  }

  @Override
  public String name() {
    return samples.shortName();
  }

  @Override
  public Contents read(DataOptions options, List<ValueInfo> inputs) {
    String input = Source.onlyInput(inputs, samples.where());
    Header header = samples.read(Idx::header);
    if (labels != null) {
      check(header, labels.read(Idx::header), labels);
    }
    Range range = Range.of(options, header.dims[0], samples.where());
    return new Contents(
        Map.of(input, column(samples, range)),
        header.dims.length == 3,
        labels == null ? null : column(labels, range));
  }

  private void check(Header first, Header second, SourceFile file) {
    if (first.dims.length == 1 && second.dims.length > 1) {
      throw new UnusableException(
          samples.where()
              + " holds labels and "
              + file.where()
              + " images; name the images first: images,labels");
    }
    if (second.dims.length > 1) {
      throw new UnusableException(
          file.where()
              + " has the shape "
              + Arrays.toString(second.dims)
              + ", where one label for each sample was expected; name the images first, then the"
              + " labels");
    }
    if (first.dims[0] != second.dims[0]) {
      throw new UnusableException(
          samples.where()
              + " holds "
              + first.dims[0]
              + " samples and "
              + file.where()
              + " "
              + second.dims[0]
              + " labels, where equally many were expected; give files that belong together");
    }
  }

  private static Column column(SourceFile file, Range range) {
    return file.read(
        in -> {
          Header header = header(in);
          long[] shape = Arrays.copyOfRange(header.dims, 1, header.dims.length);
          long row = Tensor.count(shape) * header.kind.bytes();
          in.skipNBytes(range.from() * row);
          Bytes rows = Bytes.read(in, range.size() * row, ByteOrder.BIG_ENDIAN, file.where());
          in.transferTo(OutputStream.nullOutputStream());
          return Column.rows(file.where(), header.kind, rows, range, shape);
        });
  }
}
