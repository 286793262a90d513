package io.secateur;

import static io.secateur.testing.SmallPruning.HOLDOUT;
import static io.secateur.testing.SmallPruning.NET;
import static io.secateur.testing.SmallPruning.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.report.PruneResult;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.SmallPruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on disk, and what is not, however pruning ends. */
class PrunerFilesTest {
  @TempDir Path folder;
  private SmallPruning small =
      new SmallPruning(Path.of(""), Path.of(""), Path.of(""), Path.of(""), List.of());

  @BeforeEach
  void write() {
    small = SmallPruning.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"brute-force", "random"})
  void twiceTheSameIsByteForByteTheSame(String by) throws IOException {
    Path one = folder.resolve("one.onnx");
    Path two = folder.resolve("two.onnx");
    Pruner.prune(small.options(by, Stops.after(12), one, null), small.listener());
    Pruner.prune(small.options(by, Stops.after(12), two, null), small.listener());
    assertThat(one).hasSameBinaryContentAs(two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing/small.onnx", "."})
  void whereNothingCanBeWrittenNothingIsBegun(String out) throws IOException {
    List<String> before = names(folder);
    PruneOptions options =
        small.options("brute-force", Stops.after(3), folder.resolve(out), folder.resolve("run"));
    assertThatThrownBy(() -> Pruner.prune(options, small.listener()))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("cannot write");
    assertThat(small.heard()).isEmpty();
    assertThat(names(folder)).isEqualTo(before);
  }

  @Test
  void aRunFolderThatHoldsARunIsRefused() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("removals.jsonl"), "precious\n");
    Path out = folder.resolve("small.onnx");
    PruneOptions options = small.options("brute-force", Stops.after(3), out, run);
    assertThatThrownBy(() -> Pruner.prune(options, small.listener()))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("holds a run already");
    assertThat(run.resolve("removals.jsonl")).hasContent("precious");
    assertThat(out).doesNotExist();
  }

  @Test
  void anInterruptedRunLeavesWholeLinesAndNoModel() throws IOException {
    Path run = folder.resolve("run");
    PruneListener stopping =
        new PruneListener() {
          @Override
          public void says(String sentence) {}

          @Override
          public void starts(int neurons) {}

          @Override
          public void removed(Removal removal, double progress) {
            if (removal.step() == 2) {
              throw new IllegalStateException("the power is gone");
            }
          }
        };
    Path out = folder.resolve("small.onnx");
    PruneOptions options = small.options("brute-force", Stops.after(5), out, run);
    assertThatThrownBy(() -> Pruner.prune(options, stopping)).hasMessage("the power is gone");
    assertThat(Files.readString(run.resolve("removals.jsonl")).lines()).hasSize(2);
    assertThat(names(run)).containsExactly("removals.jsonl", "run.json");
    assertThat(out).doesNotExist();
  }

  @Test
  void externalDataStaysExternal() throws IOException {
    assertExternal(0);
  }

  /** As exporters do it: what is large lies outside. */
  @Test
  void externalDataStaysExternalIfAllOfItShrinks() throws IOException {
    assertExternal(1024);
  }

  /** Tensors of so many bytes lie outside. */
  private void assertExternal(int from) throws IOException {
    ModelProto.Builder proto = ModelProto.parseFrom(NET.model().bytes()).toBuilder();
    List<byte[]> parts = new ArrayList<>();
    long offset = 0;
    for (TensorProto.Builder t : proto.getGraphBuilder().getInitializerBuilderList()) {
      byte[] bytes = t.getRawData().toByteArray();
      if (bytes.length < from) {
        continue;
      }
      parts.add(bytes);
      t.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
      for (var e :
          Map.of("location", "weights.bin", "offset", "" + offset, "length", "" + bytes.length)
              .entrySet()) {
        t.addExternalDataBuilder().setKey(e.getKey()).setValue(e.getValue());
      }
      offset += bytes.length;
    }
    Files.write(small.model(), proto.build().toByteArray());
    Path weights = folder.resolve("weights.bin");
    for (byte[] part : parts) {
      Files.write(weights, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    Path out = folder.resolve("small.onnx");
    PruneResult result =
        Pruner.prune(small.options("magnitude", Stops.after(6), out, null), small.listener());
    Path beside = folder.resolve("small.onnx.data");
    assertThat(beside).exists();
    assertThat(result.agreement()).isLessThanOrEqualTo(1e-4);
    assertThat(Files.size(beside)).isGreaterThan(Files.size(out) / 2);
    assertThat(result.before().bytes()).isEqualTo(Files.size(small.model()) + Files.size(weights));
    // what lies beside is aligned
    assertThat(result.after().bytes())
        .isCloseTo(Files.size(out) + Files.size(beside), within(500L));
    try (Lab lab = Lab.of(Model.read(out), HOLDOUT, Loss.CROSS_ENTROPY.measure())) {
      double error = lab.objective().evaluate(lab.network().anatomy().open()).error();
      assertThat(result.after().error()).isCloseTo(error, within(1e-5 * error));
    }
  }
}
