package io.secateur.study.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.study.data.Samples;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapesTest {
  /** In the middle, on two tips, just past a tip, on an edge, just past it, in a corner. */
  @Test
  void aDiamondsLabelsAreRight() {
    float[] x = {0, 0, 0.75f, 0, 0, -0.75f, 0.76f, 0, 0.5f, -0.25f, -0.5f, 0.26f, -0.7f, 0.7f};
    Samples points = Points.label(new Diamond(0.75), x);
    assertThat(points.labels()).containsExactly(1, 1, 1, 0, 1, 0, 0);
  }

  @Test
  void aDiamondFitsTheSquare() {
    assertThatThrownBy(() -> new Diamond(1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new Diamond(0)).hasMessageContaining("0.0");
  }

  @Test
  void aBlobIsAroundTheMiddleAndInTheSquare() {
    for (long seed = 0; seed < 20; seed++) {
      Blob blob = new Blob(seed);
      for (double angle = -3; angle < 3; angle += 0.1) {
        double r = blob.radius(angle);
        assertThat(r).isBetween(0.24, 0.96);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        assertThat(blob.contains(0.999 * r * cos, 0.999 * r * sin)).isTrue();
        assertThat(blob.contains(1.001 * r * cos, 1.001 * r * sin)).isFalse();
      }
    }
  }

  @Test
  void aBlobBelongsToItsSeed() {
    assertThat(new Blob(3).radius(1)).isEqualTo(new Blob(3).radius(1));
    assertThat(new Blob(3).radius(1)).isNotEqualTo(new Blob(4).radius(1));
  }

  /** As many inside as the diamond's share of the square's area, 2 · 0.64 / 4. */
  @Test
  void pointsAreUniform() {
    Samples points = Points.uniform(new Diamond(0.8), 50_000, new Random(1));
    for (float x : points.x()) {
      assertThat(x >= -1 && x < 1).isTrue();
    }
    double share = Arrays.stream(points.labels()).average().orElseThrow();
    assertThat(share).isCloseTo(0.32, within(0.01));
  }
}
