package io.secateur.data;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What numpy's .npy format (versions 1 to 3) says before the elements.
 *
 * @param kind how one element is stored
 * @param order which byte of an element comes first
 * @param fortran whether the first axis runs fastest, not the last
 * @param dims the array's shape
 * @param length the header's own length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyHeader(Kind kind, ByteOrder order, boolean fortran, long[] dims, int length) {
  private static final String MAGIC = "\u0093NUMPY";

  /** Headers of plain arrays have about 120 bytes. */
  private static final int LONGEST = 1 << 16;

  private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)");
  private static final Pattern STRUCTURED = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([-0-9L,\\s]*)\\)");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("f2", Kind.FLOAT16),
          Map.entry("f4", Kind.FLOAT32),
          Map.entry("f8", Kind.FLOAT64),
          Map.entry("i1", Kind.INT8),
          Map.entry("i2", Kind.INT16),
          Map.entry("i4", Kind.INT32),
          Map.entry("i8", Kind.INT64),
          Map.entry("u1", Kind.UINT8),
          Map.entry("u2", Kind.UINT16),
          Map.entry("u4", Kind.UINT32),
          Map.entry("u8", Kind.UINT64),
          Map.entry("b1", Kind.BOOL),
          Map.entry("?", Kind.BOOL));

  /** Reads a header, and leaves the stream at the first element. */
  static NpyHeader read(InputStream stream, String where) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    String magic = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
    int version = in.read();
    in.read(); // minor versions differ in nothing
    if (!magic.equals(MAGIC) || version < 1 || version > 3) {
      throw damaged(where, "it does not start as numpy's .npy format does");
    }
    int digits = version == 1 ? 2 : 4;
    long length = 0;
    for (int i = 0; i < digits; i++) {
      length |= (long) in.readUnsignedByte() << (8 * i);
    }
    if (length > LONGEST) {
      throw damaged(where, "its header would have " + length + " bytes");
    }
    byte[] text = new byte[(int) length];
    in.readFully(text);
    return parse(
        new String(text, StandardCharsets.UTF_8), where, MAGIC.length() + 2 + digits + text.length);
  }

  private static NpyHeader parse(String text, String where, int length) {
    if (STRUCTURED.matcher(text).find()) {
      throw unsupported(where, "records with several fields");
    }
    String type = find(DESCR, text, where, "type");
    boolean marked = !type.isEmpty() && "<>|=".indexOf(type.charAt(0)) >= 0;
    String bare = marked ? type.substring(1) : type;
    if (bare.startsWith("O")) {
      throw unsupported(where, "pickled Python objects");
    }
    Kind kind = KINDS.get(bare);
    if (kind == null) {
      throw unsupported(where, "elements of numpy's type '" + type + "'");
    }
    boolean big =
        type.startsWith(">")
            || (!type.startsWith("<") && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
    boolean fortran = find(FORTRAN, text, where, "order").equals("True");
    long[] dims = dims(find(SHAPE, text, where, "shape"), where);
    return new NpyHeader(
        kind, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, fortran, dims, length);
  }

  private static String find(Pattern pattern, String text, String where, String what) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw damaged(where, "its header has no readable " + what);
    }
    return matcher.group(1);
  }

  private static long[] dims(String text, String where) {
    try {
      long[] dims =
          Arrays.stream(text.split(",", -1))
              .map(s -> s.strip().replace("L", ""))
              .filter(s -> !s.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      Math.multiplyExact(Tensor.count(dims), 8L); // so that later sums cannot overflow
      return dims;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged(where, "its header gives the impossible shape (" + text.strip() + ")");
    }
  }

  private static UnusableException damaged(String where, String what) {
    return new UnusableException(
        where + " is not a readable array: " + what + "; save it again with numpy.savez");
  }

  private static UnusableException unsupported(String where, String what) {
    return new UnusableException(
        where
            + " holds "
            + what
            + ", where f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 or bool was expected; convert it with"
            + " numpy's astype('float32') and save it again");
  }

  /** The bytes of all elements. */
  long size() {
    return Tensor.count(dims) * kind.bytes();
  }

  /** How many samples: the first axis, which a single number lacks. */
  long samples() {
    return dims[0];
  }

  /** The shape of one sample. */
  long[] sample() {
    return Arrays.copyOfRange(dims, 1, dims.length);
  }

  /** For messages: {@code (10000, 28, 28)}. */
  String shape() {
    String inside = Arrays.toString(dims);
    return "(" + inside.substring(1, inside.length() - 1) + ")";
  }
}
