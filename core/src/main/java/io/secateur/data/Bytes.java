package io.secateur.data;

import io.secateur.model.UnusableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** Elements as a file stores them, in chunks: one Java array ends at 2 GiB, data does not. */
final class Bytes {
  /** Small enough that a header that lies costs little before the file turns out to be short. */
  private static final int CHUNK_BITS = 26;

  private final ByteBuffer[] chunks;
  private final int chunkBits;

  private Bytes(ByteBuffer[] chunks, int chunkBits) {
    this.chunks = chunks;
    this.chunkBits = chunkBits;
  }

  /**
   * Reads exactly {@code size} bytes, and leaves the rest of the stream alone.
   *
   * @param where what is read, for messages
   * @throws EOFException if the stream ends before
   */
  static Bytes read(InputStream in, long size, ByteOrder order, String where) throws IOException {
    return read(in, size, order, where, CHUNK_BITS);
  }

  static Bytes read(InputStream in, long size, ByteOrder order, String where, int chunkBits)
      throws IOException {
    long most = Runtime.getRuntime().maxMemory();
    if (size > most) {
      throw new UnusableException(tooLarge(size, most, where));
    }
    try {
      ByteBuffer[] chunks = new ByteBuffer[Math.toIntExact((size >> chunkBits) + 1)];
      long left = size;
      for (int i = 0; i < chunks.length; i++) {
        byte[] chunk = new byte[(int) Math.min(left, 1L << chunkBits)];
        int got = in.readNBytes(chunk, 0, chunk.length);
        left -= got;
        if (got < chunk.length) {
          throw new EOFException("it ends after " + (size - left) + " of " + size + " bytes");
        }
        chunks[i] = ByteBuffer.wrap(chunk).order(order);
      }
      return new Bytes(chunks, chunkBits);
    } catch (OutOfMemoryError e) {
      throw new UnusableException(tooLarge(size, most, where), e);
    }
  }

  private static String tooLarge(long size, long most, String where) {
    return String.format(
        Locale.ROOT,
        "%s needs %.1f GiB of memory, and Java has %.1f GiB in all; give Java more (-Xmx) or use"
            + " fewer samples (--take)",
        where,
        size / 0x1p30,
        most / 0x1p30);
  }

  /** Element {@code index} as a real number. */
  double real(Kind kind, long index) {
    long at = index * kind.bytes();
    return kind.real(chunks[(int) (at >> chunkBits)], within(at));
  }

  boolean isLittleEndian() {
    return chunks[0].order() == ByteOrder.LITTLE_ENDIAN;
  }

  /** Copies some bytes, which may lie across two chunks. */
  void copy(long from, int count, ByteBuffer out) {
    long at = from;
    int left = count;
    while (left > 0) {
      ByteBuffer chunk = chunks[(int) (at >> chunkBits)];
      int here = Math.min(left, chunk.capacity() - within(at));
      out.put(chunk.duplicate().position(within(at)).limit(within(at) + here));
      at += here;
      left -= here;
    }
  }

  /** Element {@code index} as an integer. */
  long integer(Kind kind, long index) {
    long at = index * kind.bytes();
    return kind.integer(chunks[(int) (at >> chunkBits)], within(at));
  }

  private int within(long at) {
    return (int)
        (at & ((1L << chunkBits) - 1)); // no element lies across two: sizes are powers of 2
  }
}
