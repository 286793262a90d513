package io.secateur.data;

import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.Fixtures;
import io.secateur.model.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** MNIST and CIFAR-10 as published; every number here was computed with numpy. */
class PublishedDataTest {

  private static double sum(Dataset data) {
    double sum = 0;
    for (int from = 0; from < data.size(); from += 1000) {
      Tensor tensor =
          Objects.requireNonNull(
              data.batch(from, Math.min(from + 1000, data.size())).inputs().get("x"));
      for (int i = 0; i < tensor.size(); i++) {
        sum += tensor.at(i);
      }
    }
    return sum;
  }

  private static long[] counts(int[] labels) {
    long[] counts = new long[10];
    Arrays.stream(labels).forEach(l -> counts[l]++);
    return counts;
  }

  @Test
  void mnist() {
    Path images = Fixtures.data("mnist/t10k-images-idx3-ubyte.gz");
    Path labels = Fixtures.data("mnist/t10k-labels-idx1-ubyte.gz");
    Dataset data = Datasets.open(DataOptions.of(images + "," + labels), x(1, 784, 1));
    assertThat(data.description())
        .isEqualTo("10000 samples of mnist/t10k-images-idx3-ubyte.gz, 10 classes");
    assertThat(data.sha256())
        .isEqualTo("f2320912a41cb05f3286e1020d1a3482d4c14f8196db1028fc325798a78f21c2");
    assertThat(Arrays.copyOf(labels(data.targets()), 10))
        .containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    assertThat(counts(labels(data.targets())))
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(sum(data)).isEqualTo(264_923_200);
    assertThat(sum(data.slice(0, 1))).isEqualTo(18_454);
    assertThat(sum(data.take(new int[] {9999}))).isEqualTo(41_833);
    Tensor first = Objects.requireNonNull(data.batch(0, 1).inputs().get("x"));
    assertThat(first.dims()).containsExactly(1, 784, 1);
    assertThat(first.at(7 * 28 + 6)).isEqualTo(84);
    assertThat(first.at(9 * 28 + 17)).isEqualTo(250);
  }

  @Test
  void partOfMnist() {
    Path images = Fixtures.data("mnist/t10k-images-idx3-ubyte.gz");
    Path labels = Fixtures.data("mnist/t10k-labels-idx1-ubyte.gz");
    DataOptions options =
        new DataOptions(images + "," + labels, 5000, 4, 1 / 255.0, List.of(), List.of());
    Dataset data = Datasets.open(options, x(-1, 1, 28, 28));
    assertThat(labels(data.targets())).containsExactly(3, 9, 9, 8);
  }

  @Test
  void cifar() {
    Path test = Fixtures.data("cifar10/test_batch.bin.gz");
    Dataset data = Written.open(test, x(-1, 32, 32, 3));
    assertThat(data.description())
        .isEqualTo("10000 samples of cifar10/test_batch.bin.gz, 10 classes");
    assertThat(data.sha256())
        .isEqualTo("769dbbdb7f3fb0f1a165fdea73dde4ffa43f7218019984b6fd41eb85430846ac");
    assertThat(Arrays.copyOf(labels(data.targets()), 10))
        .containsExactly(3, 8, 8, 0, 6, 6, 1, 6, 3, 1);
    assertThat(sum(data)).isEqualTo(3_733_375_634.0);
    Tensor first = Objects.requireNonNull(data.batch(0, 1).inputs().get("x"));
    double[] start = new double[9];
    Arrays.setAll(start, first::at);
    assertThat(start).containsExactly(158, 112, 49, 159, 111, 47, 165, 116, 51);
  }

  @Test
  void cifarInTwoFilesPreparedAsItsNetworksWereTrained() {
    Path test = Fixtures.data("cifar10/test_batch.bin.gz");
    Path train = Fixtures.data("cifar10/data_batch_1.bin.gz");
    DataOptions options =
        new DataOptions(
            test + "," + train,
            0,
            Long.MAX_VALUE,
            1 / 255.0,
            List.of(.485, .456, .406),
            List.of(.229, .224, .225));
    Dataset data = Datasets.open(options, x(-1, 3, 32, 32));
    assertThat(data.size()).isEqualTo(20_000);
    assertThat(Arrays.copyOfRange(labels(data.targets()), 10_000, 10_005))
        .containsExactly(6, 9, 9, 4, 1);
    assertThat(labels(data.targets())[19_999]).isEqualTo(5);
    Tensor first = Objects.requireNonNull(data.batch(0, 1).inputs().get("x"));
    int place = 5 * 32 + 7;
    assertThat(first.at(place)).isEqualTo(0.7419299483299255);
    assertThat(first.at(1024 + place)).isEqualTo(-0.02240896411240101);
    assertThat(first.at(2048 + place)).isEqualTo(-1.089847445487976);
    assertThat(sum(data.slice(0, 1))).isEqualTo(-323.2710927087965, within(1e-3));
    double raw = sum(Datasets.open(DataOptions.of(train.toString()), x(-1, 3072)));
    assertThat(raw).isEqualTo(3_718_380_578.0);
  }
}
