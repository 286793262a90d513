package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What in a picture goes with a neuron's output, held against plain loops. */
class SightsTest {
  /** Outputs are single precision; correlations of 70 samples lose a little more. */
  private static final double SINGLE = 1e-5;

  /** Squares of 3 cut a picture of 4 x 4; 70 samples are more than one block. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void neuronsOfAnyDepthAnswerToPixels(int square) {
    PlainMlp net = PlainMlp.random(3, Unit.TANH, Unit.LINEAR, 16, 6, 5, 2);
    Samples samples = Samples.random(4, 70, 2, 16);
    Raster raster = new Raster(1, 4, 4, false, square);
    try (Lab lab = Lab.of(net, samples, Loss.CROSS_ENTROPY)) {
      Gates gates = lab.network().anatomy().open().close(1);
      float[][] found = lab.objective().sights(gates, raster);
      assertThat(found).hasNumberOfRows(11);
      double[][] outputs = new double[11][70];
      double[][] squares = new double[raster.size()][70];
      for (int b = 0; b < 70; b++) {
        PlainMlp.Pass pass = net.run(samples.row(b), gates.toArray());
        for (int k = 0; k < 11; k++) {
          outputs[k][b] = k < 6 ? pass.o()[1][k] : pass.o()[2][k - 6];
        }
        for (int p = 0; p < squares.length; p++) {
          squares[p][b] = square(samples.row(b), 4, square, p);
        }
      }
      for (int k = 0; k < 11; k++) {
        for (int p = 0; p < squares.length; p++) {
          assertThat((double) found[k][p])
              .as("neuron %d, square %d", k, p)
              .isCloseTo(correlation(outputs[k], squares[p]), within(SINGLE));
        }
      }
    }
  }

  /** The mean of the pixels that a square has. */
  private static double square(float[] row, int side, int square, int place) {
    int across = (side + square - 1) / square;
    int top = place / across * square;
    int left = place % across * square;
    double sum = 0;
    int count = 0;
    for (int y = top; y < Math.min(side, top + square); y++) {
      for (int x = left; x < Math.min(side, left + square); x++) {
        sum += row[y * side + x];
        count++;
      }
    }
    return sum / count;
  }

  private static double correlation(double[] a, double[] b) {
    double n = a.length;
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / n;
      meanB += b[i] / n;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  /** A channel that is read flattened: its output is the mean over its places. */
  @Test
  void aChannelAnswersWithTheMeanOverItsPlaces() {
    Random random = new Random(5);
    float[] kernel = new float[2 * 3];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) random.nextGaussian();
    }
    float[] last = new float[2 * 9 * 2];
    for (int i = 0; i < last.length; i++) {
      last[i] = (float) random.nextGaussian();
    }
    var model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 3, 3, 3)
            .constant("k", Tensor.of(new long[] {2, 3, 1, 1}, kernel))
            .constant("w", Tensor.of(new long[] {18, 2}, last))
            .node("Conv", "c", List.of("x", "k"))
            .node("Relu", "r", List.of("c"))
            .node("Flatten", "f", List.of("r"))
            .node("MatMul", "y", List.of("f", "w"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build();
    Samples samples = Samples.random(6, 30, 2, 3, 3, 3);
    try (Lab lab = Lab.of(model, samples, Loss.CROSS_ENTROPY.measure())) {
      Gates open = lab.network().anatomy().open();
      float[][] found = lab.objective().sights(open, new Raster(3, 3, 3, false, 1));
      assertThat(found).hasNumberOfRows(2);
      for (int k = 0; k < 2; k++) {
        double[] outputs = new double[30];
        for (int b = 0; b < 30; b++) {
          for (int p = 0; p < 9; p++) {
            double z = 0;
            for (int c = 0; c < 3; c++) {
              z += kernel[k * 3 + c] * samples.row(b)[c * 9 + p];
            }
            outputs[b] += Math.max(0, z) / 9;
          }
        }
        for (int p = 0; p < 27; p++) {
          double[] pixel = new double[30];
          for (int b = 0; b < 30; b++) {
            pixel[b] = samples.row(b)[p];
          }
          assertThat((double) found[k][p])
              .as("channel %d, number %d", k, p)
              .isCloseTo(correlation(outputs, pixel), within(SINGLE));
        }
      }
    }
  }

  @Test
  void colourChannelsMayLieSideBySide() {
    Raster last = new Raster(3, 2, 2, true, 1);
    assertThat(last.place(4)).isEqualTo(5); // the second pixel's green
    assertThat(new Raster(3, 2, 2, false, 1).place(4)).isEqualTo(4);
  }
}
