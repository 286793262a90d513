package io.secateur.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.data.Labels;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {
  private static final Samples THREE =
      new Samples(new float[] {0.5f, -1, 2, 3, 4, 5}, 2, new int[] {1, 0, 1});

  @TempDir private Path folder;

  private Path write(String name) {
    Path file = folder.resolve(name);
    NpzWriter.write(file, new TreeMap<>(Map.of("x", THREE.inputs(), "y", THREE.outputs())));
    return file;
  }

  @Test
  void coreReadsIt() {
    List<ValueInfo> inputs = List.of(new ValueInfo("x", ElementType.FLOAT, List.of(-1L, 2L)));
    Dataset data = Datasets.open(DataOptions.of(write("a.npz").toString()), inputs);
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.batch(0, 3).inputs())
        .hasEntrySatisfying("x", x -> assertThat(x.bytes()).isEqualTo(THREE.inputs().bytes()));
    assertThat(((Labels) data.targets()).classes()).containsExactly(1, 0, 1);
  }

  @Test
  void headersAreNumpys() throws IOException {
    try (ZipFile zip = new ZipFile(write("a.npz").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("x.npy", "y.npy");
      assertThat(header(zip, "x.npy"))
          .startsWith(
              "\u0093NUMPY\1\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }")
          .endsWith(" \n");
      assertThat(header(zip, "y.npy")).contains("'<i8'", "'shape': (3,), }");
      assertThat(zip.getEntry("x.npy").getSize()).isEqualTo(128 + 3 * 2 * 4);
    }
  }

  private static String header(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readNBytes(128), StandardCharsets.ISO_8859_1);
    }
  }

  /** Zip files carry a local time. */
  @Test
  void theTimeZoneDoesNotShow() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      byte[] tokyo = Files.readAllBytes(write("a.npz"));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
      assertThat(Files.readAllBytes(write("b.npz"))).isEqualTo(tokyo);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    assertThatThrownBy(() -> write("nowhere/a.npz"))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("a.npz");
  }

  @Test
  void otherElementsAreRefused() {
    Tensor text = new Tensor(ElementType.BOOL, new long[0], java.nio.ByteBuffer.allocate(1));
    assertThatThrownBy(
            () -> NpzWriter.write(folder.resolve("a.npz"), new TreeMap<>(Map.of("x", text))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
