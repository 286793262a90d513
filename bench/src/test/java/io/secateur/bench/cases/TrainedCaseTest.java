package io.secateur.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.Workspace;
import io.secateur.data.Labels;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.study.data.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedCaseTest {
  private static final Sources NOWHERE = new Sources(null, null, null);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsKeptCanBeReadAndIsWhatWasMade() {
    Samples samples = noise(20, 6);
    Case tiny = TrainedCase.sigmoids("tiny", List.of(6, 4, 2), digits -> samples, 1);
    Problem problem = tiny.make(NOWHERE, folder, line -> {});
    assertThat(problem.model()).isEqualTo(folder.resolve("tiny.onnx"));
    assertThat(problem.error()).isEqualTo("squared");
    assertThat(folder.resolve("tiny.npz")).isRegularFile();
    try (Workspace work = Workspace.open(problem.model(), problem.data())) {
      assertThat(work.network().anatomy().neurons()).hasSize(4);
      assertThat(work.data().size()).isEqualTo(20);
      Tensor x = Objects.requireNonNull(work.data().batch(0, 20).inputs().get("x"));
      assertThat(x.type()).isEqualTo(ElementType.FLOAT);
      assertThat(x.sameAs(samples.inputs())).isTrue();
      assertThat(work.data().targets())
          .isInstanceOfSatisfying(
              Labels.class, l -> assertThat(l.classes()).isEqualTo(samples.labels()));
    }
  }

  @Test
  void theInnerPixelsAreThoseWithinTheMargin() {
    float[] images = new float[2 * 28 * 28];
    for (int i = 0; i < images.length; i++) {
      images[i] = i;
    }
    Samples inner = Digits.inner(new Samples(images, 784, new int[] {3, 7}), 4);
    assertThat(inner.width()).isEqualTo(400);
    assertThat(inner.x()[0]).isEqualTo(4 * 28 + 4);
    assertThat(inner.x()[19]).isEqualTo(4 * 28 + 23);
    assertThat(inner.x()[20]).isEqualTo(5 * 28 + 4);
    assertThat(inner.x()[799]).isEqualTo(784 + 23 * 28 + 23);
    assertThat(inner.labels()).containsExactly(3, 7);
  }

  @Test
  void oneDigitAgainstTheRest() {
    Samples samples = new Samples(new float[3], 1, new int[] {0, 4, 0});
    assertThat(Digits.only(samples, 0).labels()).containsExactly(1, 0, 1);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Cases.of("one-layer").make(NOWHERE, folder, line -> {}))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("train-images-idx3-ubyte.gz")
        .hasMessageContaining("--mnist");
  }

  @Test
  void aNameThatIsNoCaseIsAnsweredWithAllThatAre() {
    assertThatThrownBy(() -> Cases.of("none")).hasMessageContaining("one-layer, two-layers");
    assertThat(Cases.names()).doesNotHaveDuplicates().contains("resnet20");
  }

  private static Samples noise(int count, int width) {
    Random random = new Random(3);
    float[] x = new float[count * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return new Samples(x, width, random.ints(count, 0, 2).toArray());
  }
}
