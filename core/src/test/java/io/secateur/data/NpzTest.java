package io.secateur.data;

import static io.secateur.data.Written.all;
import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.f4;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.input;
import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.longs;
import static io.secateur.data.Written.npy;
import static io.secateur.data.Written.npz;
import static io.secateur.data.Written.open;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.data.Written.Npy;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.ValueInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  @TempDir Path folder;

  /** Two elements of every type in both byte orders, as numpy writes them. */
  @ParameterizedTest
  @CsvSource({
    "<f2, 00c0 5535, -2, 0.333251953125",
    ">f2, c000 3555, -2, 0.333251953125",
    "<f2, 0100 ff7b, 5.9604644775390625e-8, 65504",
    "<f2, ff03 0004, 6.097555160522461e-5, 6.103515625e-5",
    "<f4, 0000c0bf 0000803e, -1.5, 0.25",
    ">f4, bfc00000 3e800000, -1.5, 0.25",
    "<f8, 000000000000f8bf 000000000000d03f, -1.5, 0.25",
    ">f8, bff8000000000000 3fd0000000000000, -1.5, 0.25",
    "|i1, 80 7f, -128, 127",
    "<i2, feff 0102, -2, 513",
    ">i2, fffe 0201, -2, 513",
    "<i4, feffffff 01000200, -2, 131073",
    ">i4, fffffffe 00020001, -2, 131073",
    "<i8, feffffffffffffff 0000000001000000, -2, 4294967296",
    ">i8, fffffffffffffffe 0000000100000000, -2, 4294967296",
    "|u1, 80 ff, 128, 255",
    "<u2, feff 0102, 65534, 513",
    ">u2, fffe 0201, 65534, 513",
    "<u4, feffffff 01000200, 4294967294, 131073",
    ">u4, fffffffe 00020001, 4294967294, 131073",
    "<u8, ffffffffffffffff 0100000000000000, 18446744073709551616, 1",
    ">u8, 8000000000000401 0000000000000001, 9223372036854777856, 1",
    "|b1, 00 01, 0, 1",
    "?, 00 01, 0, 1",
  })
  void readsEveryTypeInBothByteOrders(String descr, String hex, double first, double second) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    Path file = npz(folder, "x", npy(descr, "(2, 1)", data));
    Dataset read = open(file, List.of(input("x", ElementType.DOUBLE, -1, 1)));
    assertThat(all(read)).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsEveryVersionOfTheFormat(int version) {
    String header = Written.header("'<f4'", "False", "(2, 2)");
    Path file = npz(folder, "x", new Npy(version, header, f4(1, 2, 3, 4)));
    assertThat(all(open(file, x(-1, 2)))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void readsHeadersThatOlderNumpysWrote() {
    String header = "{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2L,2L)}";
    Path file = npz(folder, "x", new Npy(1, header, f4(1, 2, 3, 4)));
    assertThat(all(open(file, x(-1, 2)))).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsDeflatedAndStoredEntriesAndLeavesOthersAlone(boolean deflate) {
    Map<String, byte[]> entries =
        Map.of("x.npy", floats("(1, 2)", 5, 6).bytes(), "note.txt", bytes(1), "__MACOSX/", bytes());
    Path file = Written.zip(folder.resolve("a.npz"), entries, deflate);
    assertThat(all(open(file, x(1, 2)))).containsExactly(5, 6);
  }

  /**
   * numpy.asfortranarray(numpy.arange(12).reshape(2, 3, 2)) lies in the file as 0 6 2 8 4 10 ...
   */
  @Test
  void readsFortranOrder() {
    String header = Written.header("'<f4'", "True", "(2, 3, 2)");
    byte[] data = f4(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
    Path file = npz(folder, "x", new Npy(1, header, data));
    double[] expected = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    assertThat(all(open(file, x(-1, 3, 2)))).containsExactly(expected);
    DataOptions second = new DataOptions(file.toString(), 1, 1, 1, List.of(), List.of());
    assertThat(all(Datasets.open(second, x(-1, 3, 2)))).containsExactly(6, 7, 8, 9, 10, 11);
  }

  @Test
  void givesEachInputTheArrayOfItsName() {
    List<ValueInfo> inputs =
        List.of(
            input("ids", ElementType.INT64, -1, 2), input("net/mask:0", ElementType.FLOAT, -1, 1));
    Path file =
        npz(
            folder,
            "net/mask:0",
            floats("(2, 1)", 0.5, 1),
            "spare",
            floats("(7,)", 0, 0, 0, 0, 0, 0, 0),
            "ids",
            longs("(2, 2)", 3, -4, 5, 1L << 60),
            "y",
            longs("(2,)", 1, 0));
    Batch batch = open(file, inputs).batch(0, 2);
    Tensor ids = Objects.requireNonNull(batch.inputs().get("ids"));
    assertThat(batch.inputs().keySet()).containsExactly("ids", "net/mask:0");
    assertThat(ids.type()).isEqualTo(ElementType.INT64);
    assertThat(ids.dims()).containsExactly(2, 2);
    assertThat(ids.longs()).containsExactly(3, -4, 5, 1L << 60);
    assertThat(labels(batch.targets())).containsExactly(1, 0);
  }

  @Test
  void givesAnOnlyInputTheOnlyArrayWhateverItsName() {
    Path file = npz(folder, "images", floats("(1, 2)", 5, 6), "y", floats("(1,)", 9));
    assertThat(all(open(file, x(1, 2)))).containsExactly(5, 6);
  }

  @Test
  void prefersTheArrayOfTheInputsName() {
    Path file = npz(folder, "images", floats("(1, 2)", 5, 6), "x", floats("(1, 2)", 7, 8));
    assertThat(all(open(file, x(1, 2)))).containsExactly(7, 8);
  }

  @Test
  void anInputThatIsNamedYIsNoTarget() {
    Path file = npz(folder, "y", floats("(1, 2)", 5, 6));
    Dataset read = open(file, List.of(input("y", ElementType.FLOAT, -1, 2)));
    assertThat(all(read, "y")).containsExactly(5, 6);
    assertThat(read.targets()).isSameAs(NoTargets.NONE);
  }

  @Test
  void anArrayThatCannotBeReadOnlyMattersOnceItIsWanted() {
    Path file =
        npz(folder, "x", floats("(1, 2)", 5, 6), "meta", npy("|O", "()", bytes(0x80, 3, 0x2e)));
    assertThat(all(open(file, x(1, 2)))).containsExactly(5, 6);
  }

  @Test
  void readsAnotherRankWithAsManyElementsAnew() {
    Path file = npz(folder, "x", floats("(2, 4)", 0, 1, 2, 3, 4, 5, 6, 7));
    Tensor tensor = Objects.requireNonNull(open(file, x(1, 1, 2, 2)).batch(0, 2).inputs().get("x"));
    assertThat(tensor.dims()).containsExactly(2, 1, 2, 2);
    assertThat(tensor.at(7)).isEqualTo(7);
    Path single = npz(folder, "x", floats("(3,)", 1, 2, 3));
    assertThat(open(single, x(-1, 1)).size()).isEqualTo(3);
  }

  @Test
  void freeAxesTakeTheArraysSize() {
    Path file = npz(folder, "x", floats("(1, 3, 2)", 0, 1, 2, 3, 4, 5));
    Tensor tensor = Objects.requireNonNull(open(file, x(-1, -1, 2)).batch(0, 1).inputs().get("x"));
    assertThat(tensor.dims()).containsExactly(1, 3, 2);
  }

  @Test
  void hashesTheFilesBytes() throws Exception {
    Path file = npz(folder, "x", floats("(1, 2)", 5, 6));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(open(file, x(1, 2)).sha256()).isEqualTo(HexFormat.of().formatHex(digest));
  }
}
