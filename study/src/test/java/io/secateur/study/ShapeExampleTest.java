package io.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.data.Labels;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import io.secateur.study.shapes.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeExampleTest {
  private static final ShapeExample SMALL = new ShapeExample(300, 100, 3);

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    SMALL.write(folder.resolve("a"), 7, line -> {});
    SMALL.write(folder.resolve("b"), 7, line -> {});
    SMALL.write(folder.resolve("c"), 8, line -> {});
    for (String name : List.of("shape.onnx", "shape.npz", "shape-test.npz")) {
      byte[] first = bytes("a", name);
      assertThat(bytes("b", name)).as(name).isEqualTo(first);
      assertThat(bytes("c", name)).as(name + " of another seed").isNotEqualTo(first);
    }
  }

  private byte[] bytes(String run, String name) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve(name));
  }

  @Test
  void nothingButTheThreeFilesIsLeft() throws IOException {
    SMALL.write(folder, 7, line -> {});
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("shape.onnx", "shape.npz", "shape-test.npz");
    }
  }

  @Test
  void theNetworkIsThePapers() {
    SMALL.write(folder, 7, line -> {});
    Graph graph = Model.read(folder.resolve("shape.onnx")).graph();
    assertThat(graph.nodes())
        .extracting(Node::op)
        .containsExactly("Gemm", "Sigmoid", "Gemm", "Sigmoid", "Gemm", "Sigmoid");
    assertThat(dims(graph, "hidden1.weight")).containsExactly(50, 2);
    assertThat(dims(graph, "hidden2.weight")).containsExactly(50, 50);
    assertThat(dims(graph, "output.weight")).containsExactly(2, 50);
    assertThat(graph.opset()).isEqualTo(13);
  }

  private static long[] dims(Graph graph, String constant) {
    return Objects.requireNonNull(graph.constants().get(constant)).dims();
  }

  @Test
  void theFilesHoldDifferentPointsWithTheirOwnLabels() {
    SMALL.write(folder, 7, line -> {});
    Graph graph = Model.read(folder.resolve("shape.onnx")).graph();
    float[] known = check(graph, "shape.npz");
    float[] held = check(graph, "shape-test.npz");
    assertThat(held).doesNotContain(known);
  }

  /** The points of a file, whose labels must be the shape's. */
  private float[] check(Graph graph, String name) {
    String source = folder.resolve(name).toString();
    Dataset data = Datasets.open(DataOptions.of(source), graph.inputs());
    assertThat(data.size()).isEqualTo(100);
    float[] x = new float[200];
    Objects.requireNonNull(data.batch(0, 100).inputs().get("x")).bytes().asFloatBuffer().get(x);
    int[] labels = ((Labels) data.targets()).classes();
    assertThat(labels).isEqualTo(Points.label(ShapeExample.SHAPE, x).labels()).contains(0, 1);
    return x;
  }

  @Test
  void itSaysHowGoodTheFilesAre() {
    List<String> said = new ArrayList<>();
    SMALL.write(folder, 7, said::add);
    assertThat(said.get(0)).isEqualTo("training 2-50-50-2 on 300 points of Diamond[reach=0.8]");
    assertThat(said.get(1)).startsWith("epoch 3: ");
    assertThat(said.get(2)).contains("shape.onnx on ", "shape.npz: mean error ", "accuracy 0.");
    assertThat(said.get(3)).contains("shape-test.npz: ");
    assertThat(said).hasSize(4);
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> Studies.example(file, 1, line -> {}))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("taken");
  }
}
