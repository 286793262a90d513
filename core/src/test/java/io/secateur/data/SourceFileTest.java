package io.secateur.data;

import static io.secateur.data.Written.bytes;
import static io.secateur.data.Written.file;
import static io.secateur.data.Written.smallImages;
import static io.secateur.data.Written.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir Path folder;

  private static void refused(String source, String... words) {
    assertThatThrownBy(() -> Datasets.open(DataOptions.of(source), x(-1, 6)))
        .isInstanceOf(UnusableException.class)
        .message()
        .contains(words)
        .contains("; ");
  }

  @Test
  void refusesWhatIsNoFile() {
    Path there = file(folder, "there", smallImages(1));
    refused(folder.resolve("absent.npz").toString(), "absent.npz' does not exist");
    refused(there + "," + folder.resolve("absent"), "absent' does not exist");
    refused(folder.toString(), "is a folder");
    refused(there + ",", "a comma with no file beside it");
    refused("a\0b", "cannot be a file's name");
  }

  @Test
  void refusesDevices() {
    Path device = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(device), "this machine has no /dev/zero");
    refused(device.toString(), "is a device or a pipe");
  }

  @Test
  void refusesFilesThatMayNotBeRead() {
    Path secret = file(folder, "secret", smallImages(1));
    boolean changed = secret.toFile().setReadable(false);
    Assumptions.assumeTrue(changed && !Files.isReadable(secret), "this user may read every file");
    refused(secret.toString(), "may not be read");
  }

  @Test
  void refusesEmptyFiles() {
    refused(file(folder, "empty.npz", bytes()).toString(), "empty.npz' is empty");
  }

  @Test
  void aCommaMayBePartOfAName() {
    Path path = file(folder, "a,b", smallImages(2));
    assertThat(Written.open(path, x(-1, 6)).size()).isEqualTo(2);
  }

  /** sha256sum of the letters abc. */
  @Test
  void hashesTheFilesOneAfterTheOther() {
    List<SourceFile> files =
        List.of(
            new SourceFile(file(folder, "1", bytes('a'))),
            new SourceFile(file(folder, "2", bytes('b', 'c'))));
    assertThat(SourceFile.sha256(files))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void namesAFileWithItsFolderOnly() {
    assertThat(new SourceFile(Path.of("/data/mnist/train.gz")).shortName())
        .isEqualTo("mnist/train.gz");
    assertThat(new SourceFile(Path.of("train.gz")).shortName()).isEqualTo("train.gz");
  }
}
