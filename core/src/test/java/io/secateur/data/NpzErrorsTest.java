package io.secateur.data;

import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.f4;
import static io.secateur.data.Written.floats;
import static io.secateur.data.Written.header;
import static io.secateur.data.Written.input;
import static io.secateur.data.Written.npy;
import static io.secateur.data.Written.npz;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secateur.data.Written.Npy;
import io.secateur.model.ElementType;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzErrorsTest {
  @TempDir Path folder;

  private static void refused(Path file, List<ValueInfo> inputs, String... words) {
    UnusableException e =
        catchThrowableOfType(UnusableException.class, () -> Written.open(file, inputs));
    assertThat(e).as("nothing was refused").isNotNull();
    assertThat(e.getMessage()).contains(words).doesNotContain("\n").contains("; ");
  }

  @ParameterizedTest
  @CsvSource({
    "'|O', pickled",
    "'<c8', <c8",
    "'<U5', <U5",
    "'<f16', <f16",
    "'<M8[ns]', M8",
    "'<i3', <i3",
    "'<b1', ''", // as good as |b1
  })
  void refusesTypesThatAreNotNumbers(String descr, String words) {
    Path file = npz(folder, "x", npy(descr, "(1, 1)", bytes(1)));
    if (words.isEmpty()) {
      assertThat(Written.all(Written.open(file, x(-1, 1)))).containsExactly(1);
    } else {
      refused(file, x(-1, 1), words, "'x' of '" + file, "f2 f4 f8", "astype");
    }
  }

  @Test
  void refusesRecordsOfFields() {
    String header = header("[('a', '<f4'), ('b', '<f4')]", "False", "(1,)");
    refused(npz(folder, "x", new Npy(1, header, f4(1, 2))), x(-1, 1), "several fields");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1000000000000, 1)",
        "(3, 1)",
        "(1, 1)",
        "(1000000000, 1000000000)",
        "(2, 1000000000000)"
      })
  void refusesShapesThatTheFileIsNotLongEnoughFor(String shape) {
    refused(npz(folder, "x", floats(shape, 1, 2)), x(-1, -1), shape, "needs", "'x'", "damaged");
  }

  /** The zip's own list of sizes lies too, so that only the data tells. */
  @Test
  void refusesSizesThatHeaderAndZipAgreeOnFalsely() throws Exception {
    Npy array = floats("(100000000, 1)", 1, 2);
    Path file = npz(folder, "x", array);
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int directory = zip.getInt(zip.limit() - 6); // where the end record says that the list starts
    assertThat(zip.getInt(directory)).isEqualTo(0x02014b50);
    zip.putInt(directory + 24, array.bytes().length - 8 + 400_000_000);
    refused(Files.write(file, zip.array()), x(-1, 1), "data.npz", "cut short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(-2, -1)",
        "(-2, 1)",
        "(99999999999999999999, 1)",
        "(4294967296, 4294967296)",
        "(2 1)"
      })
  void refusesShapesThatCannotBe(String shape) {
    refused(npz(folder, "x", floats(shape, 1, 2)), x(-1, 1), "impossible shape " + shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'fortran_order': False, 'shape': (1, 1), }; no readable type",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1), }; no readable order",
        "{'descr': '<f4', 'fortran_order': False, }; no readable shape",
        "garbage; no readable type",
      })
  void refusesHeadersThatDoNotSayAll(String header, String words) {
    refused(npz(folder, "x", new Npy(1, header, f4(1))), x(-1, 1), words, "numpy.savez");
  }

  @Test
  void refusesEntriesThatAreNoArrays() {
    byte[] whole = floats("(1, 1)", 1).bytes();
    Path none = Written.zip(folder.resolve("a.npz"), Map.of("x.npy", bytes(1, 2, 3)), true);
    refused(none, x(-1, 1), "does not start as numpy's .npy format does");
    Path cut =
        Written.zip(
            folder.resolve("a.npz"), Map.of("x.npy", Arrays.copyOf(whole, whole.length / 2)), true);
    refused(cut, x(-1, 1), "ends within its header");
    byte[] huge = new Npy(2, "{'descr'", new byte[100_000]).bytes();
    huge[10] = 1;
    Path longHeader = Written.zip(folder.resolve("a.npz"), Map.of("x.npy", huge), true);
    refused(longHeader, x(-1, 1), "its header would have 65544 bytes");
    Path empty = Written.zip(folder.resolve("a.npz"), Map.of("readme.txt", bytes(1)), true);
    refused(empty, x(-1, 1), "no array");
  }

  @Test
  void refusesFilesThatAreCutShortAnywhere() throws Exception {
    byte[] whole =
        Files.readAllBytes(npz(folder, "x", floats("(2, 1)", 1, 2), "y", floats("(2,)", 1, 2)));
    for (int length = 4; length < whole.length; length += 7) {
      Path cut = Written.file(folder, "cut.npz", Arrays.copyOf(whole, length));
      refused(cut, x(-1, 1), "cut.npz", "damaged");
    }
  }

  /** Whatever byte is wrong, the answer is a dataset or one sentence, and never wrong numbers. */
  @Test
  void survivesEveryWrongByte() throws Exception {
    Path file = npz(folder, "x", floats("(2, 1)", 1, 2));
    Map<String, byte[]> entries = Map.of("x.npy", floats("(2, 1)", 1, 2).bytes());
    for (boolean deflate : new boolean[] {true, false}) {
      byte[] whole = Files.readAllBytes(Written.zip(file, entries, deflate));
      for (int i = 0; i < whole.length; i++) {
        byte[] wrong = whole.clone();
        wrong[i] ^= (byte) 0xff;
        Path damaged = Written.file(folder, "wrong.npz", wrong);
        try {
          assertThat(Written.all(Written.open(damaged, x(-1, 1)))).containsExactly(1, 2);
        } catch (UnusableException e) {
          assertThat(e.getMessage()).contains("wrong.npz").contains("; ");
        }
      }
    }
  }

  @Test
  void saysWhichArraysThereAreAndWhichAreAskedFor() {
    Path file = npz(folder, "a", floats("(1, 2)", 5, 6), "b", floats("(1, 3)", 5, 6, 7));
    refused(
        file,
        x(-1, 2),
        "no array for the model's input 'x'",
        "'a' (1, 2), 'b' (1, 3)",
        "'x' [?, 2]",
        "name the arrays like the inputs");
    List<ValueInfo> two =
        List.of(input("a", ElementType.FLOAT, -1, 2), input("c", ElementType.FLOAT, -1, 3));
    refused(file, two, "the model's input 'c'", "'a' [?, 2], 'c' [?, 3]");
    Path onlyTargets = npz(folder, "y", floats("(1, 2)", 5, 6));
    refused(onlyTargets, x(-1, 2), "'y' (1, 2)", "'x' [?, 2]");
  }

  @Test
  void refusesUnequalNumbersOfSamples() {
    Path file = npz(folder, "x", floats("(2, 1)", 5, 6), "y", floats("(3,)", 1, 2, 3));
    refused(file, x(-1, 1), "'x' (2, 1), 'y' (3)", "equally many samples");
  }

  @Test
  void refusesNoSamplesAndNoAxis() {
    refused(npz(folder, "x", floats("(0, 1)")), x(-1, 1), "no samples");
    refused(npz(folder, "x", floats("()", 1)), x(-1, 1), "single number", "first axis");
    refused(npz(folder, "x", floats("(2, 0)")), x(-1, -1), "0 elements");
  }

  @Test
  void refusesShapesThatDoNotFitTheModel() {
    Path file = npz(folder, "x", floats("(1, 4)", 5, 6, 7, 8));
    refused(file, x(-1, 5), "'x' asks for [?, 5]", "has the shape [1, 4]");
    refused(file, x(-1, 1, 5), "'x' asks for [?, 1, 5]", "[1, 4]");
    refused(file, x(-1, -1, 4), "'x' asks for [?, ?, 4]", "[1, 4]");
    refused(file, x(4), "'x' declares the shape [4]", "at least one more axis");
    refused(file, x(), "'x' declares the shape []", "at least one more axis");
  }

  @Test
  void doesNotTurnChannelsAroundUnasked() {
    Path last = npz(folder, "x", npy("|u1", "(1, 2, 4, 3)", new byte[24]));
    refused(last, x(-1, 3, 2, 4), "[1, 2, 4, 3]", "numpy.moveaxis(x, -1, 1)");
    Path first = npz(folder, "x", npy("|u1", "(1, 3, 2, 4)", new byte[24]));
    refused(first, x(-1, 2, 4, 3), "[1, 3, 2, 4]", "numpy.moveaxis(x, 1, -1)");
  }

  @Test
  void refusesSeveralNpzFilesAtOnce() {
    Path file = npz(folder, "x", floats("(1, 1)", 5));
    assertThatThrownBy(() -> Datasets.open(DataOptions.of(file + "," + file), x(-1, 1)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("stands alone");
  }

  @Test
  void namesASingleNpyFileForWhatItIsNot() {
    Path file = Written.file(folder, "x.npz", floats("(1, 1)", 5).bytes());
    refused(file, x(-1, 1), "93 4e 55 4d 50 59", "numpy.savez");
    byte[] csv = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    refused(Written.file(folder, "d.npz", csv), x(-1, 1), ".npz, IDX", "CIFAR-10");
  }
}
