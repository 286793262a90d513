package io.secateur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.UnusableException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BytesTest {
  /** Chunks of 16 bytes: two of 8-byte elements to each, and sizes around the seams. */
  @Test
  void elementsAreTheSameWhateverTheChunks() throws IOException {
    for (int count = 0; count < 9; count++) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = 0x0102030405060708L * (i + 1);
      }
      ByteArrayInputStream in = new ByteArrayInputStream(Written.i8(values));
      Bytes bytes = Bytes.read(in, 8L * count, ByteOrder.LITTLE_ENDIAN, "here", 4);
      for (int i = 0; i < count; i++) {
        assertThat(bytes.integer(Kind.INT64, i)).isEqualTo(values[i]);
        assertThat(bytes.real(Kind.INT64, i)).isEqualTo((double) values[i]);
      }
    }
  }

  /** From any byte to any other, over none, one or several seams. */
  @Test
  void copiesAcrossChunks() throws IOException {
    byte[] values = new byte[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (7 * i);
    }
    Bytes bytes =
        Bytes.read(new ByteArrayInputStream(values), 50, ByteOrder.LITTLE_ENDIAN, "here", 4);
    for (int from = 0; from < 50; from++) {
      for (int to = from; to <= 50; to++) {
        ByteBuffer out = ByteBuffer.allocate(to - from);
        bytes.copy(from, to - from, out);
        assertThat(out.array()).isEqualTo(Arrays.copyOfRange(values, from, to));
      }
    }
  }

  @Test
  void leavesTheRestOfTheStream() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[40]);
    assertThat(Bytes.read(in, 33, ByteOrder.BIG_ENDIAN, "here", 4).integer(Kind.UINT8, 32))
        .isZero();
    assertThat(in.available()).isEqualTo(7);
  }

  @Test
  void aStreamThatEndsEarlyIsAnEnd() {
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[40]);
    assertThatThrownBy(() -> Bytes.read(in, 41, ByteOrder.BIG_ENDIAN, "here", 4))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("40 of 41 bytes");
  }

  @Test
  void moreThanJavaHasIsASentenceBeforeAnyIsTaken() {
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[40]);
    assertThatThrownBy(() -> Bytes.read(in, 1L << 50, ByteOrder.BIG_ENDIAN, "'x' of 'f'"))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("'x' of 'f' needs 1048576.0 GiB")
        .hasMessageContaining("--take");
    assertThat(in.available()).isEqualTo(40);
  }
}
