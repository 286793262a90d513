package io.secateur.data;

import static io.secateur.data.Written.all;
import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.cifarRecord;
import static io.secateur.data.Written.file;
import static io.secateur.data.Written.gzip;
import static io.secateur.data.Written.join;
import static io.secateur.data.Written.labels;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secateur.model.UnusableException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  @TempDir Path folder;

  private void refused(String source, String... words) {
    UnusableException e =
        catchThrowableOfType(
            UnusableException.class, () -> Datasets.open(DataOptions.of(source), x(-1, 3, 32, 32)));
    assertThat(e).as("nothing was refused").isNotNull();
    assertThat(e.getMessage()).contains(words).doesNotContain("\n").contains("; ");
  }

  @Test
  void readsRecordsGzippedOrNot() {
    byte[] content = join(cifarRecord(9), cifarRecord(0));
    for (byte[] stored : List.of(content, gzip(content))) {
      Dataset read = Written.open(file(folder, "a.bin", stored), x(-1, 3, 32, 32));
      assertThat(read.size()).isEqualTo(2);
      assertThat(labels(read.targets())).containsExactly(9, 0);
      double[] values = all(read);
      assertThat(values).hasSize(2 * 3072);
      assertThat(values[5 * 32 + 3]).isEqualTo(5); // red, row 5
      assertThat(values[1024 + 5 * 32 + 31]).isEqualTo(106); // green, row 5, column 31
      assertThat(values[3072 + 2048 + 31 * 32]).isEqualTo(231); // blue, row 31, second sample
    }
  }

  @Test
  void readsSeveralFilesAsOneAndSkipsOverTheirSeam() {
    Path first = file(folder, "a.bin", join(cifarRecord(1), cifarRecord(2)));
    Path second = file(folder, "b.bin.gz", gzip(join(cifarRecord(3), cifarRecord(4))));
    Path third = file(folder, "c.bin", cifarRecord(5));
    String source = first + ", " + second + "," + third;
    Dataset whole = Datasets.open(DataOptions.of(source), x(-1, 3, 32, 32));
    assertThat(labels(whole.targets())).containsExactly(1, 2, 3, 4, 5);
    assertThat(whole.description())
        .isEqualTo("5 samples of " + folder.getFileName() + "/a.bin and 2 more, 5 classes");
    DataOptions some = new DataOptions(source, 1, 3, 1, List.of(), List.of());
    Dataset part = Datasets.open(some, x(-1, 3, 32, 32));
    assertThat(labels(part.targets())).containsExactly(2, 3, 4);
    assertThat(all(part.slice(1, 3))).isEqualTo(all(whole.slice(2, 4)));
    assertThat(part.sha256()).isEqualTo(whole.sha256());
  }

  /** Label 0, then a red 0, 8 and 1: what an IDX file of rank 1 would start with. */
  @Test
  void aRecordThatStartsLikeIdxIsStillCifar() {
    byte[] record = cifarRecord(0);
    record[1] = 0;
    record[2] = 8;
    record[3] = 1;
    Dataset read = Written.open(file(folder, "a.bin", record), x(-1, 3072));
    assertThat(labels(read.targets())).containsExactly(0);
    assertThat(Arrays.copyOf(all(read), 3)).containsExactly(0, 8, 1);
  }

  @Test
  void refusesWhatIsNotCifar() {
    byte[] record = cifarRecord(3);
    refused(
        file(folder, "a.bin", Arrays.copyOf(record, 3000)).toString(),
        "a.bin",
        "3073 bytes",
        "record 0 has 3000 bytes");
    refused(
        file(folder, "a.bin.gz", gzip(join(record, cifarRecord(10)))).toString(),
        "label from 0 to 9",
        "record 1 has the label 10");
    refused(file(folder, "a.bin", bytes()).toString(), "is empty");
    Path good = file(folder, "good.bin", record);
    Path bad = file(folder, "other", Arrays.copyOf(record, 100));
    refused(good + "," + bad, "other", "record 0 has 100 bytes");
    refused(file(folder, "noise", bytes(200, 1, 2)).toString(), "c8 01 02", "CIFAR-10");
  }
}
