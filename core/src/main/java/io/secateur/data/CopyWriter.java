package io.secateur.data;

import java.nio.ByteBuffer;

/** Writes samples that are stored as the input takes them, byte for byte. */
final class CopyWriter implements Feed.Writer {
  private final Column column;

  /** The column {@link Column#isAsStored is as stored}, and its values were checked. */
  CopyWriter(Column column) {
    this.column = column;
  }

  @Override
  public void write(int sample, ByteBuffer out) {
    column.copy(sample, out);
  }
}
