package io.secateur.study.data;

import io.secateur.model.UnusableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** MNIST's four files (LeCun, Cortes and Burges), and where they can be had. */
public enum Mnist {
  TRAIN_IMAGES(
      "train-images-idx3-ubyte.gz",
      "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
  TRAIN_LABELS(
      "train-labels-idx1-ubyte.gz",
      "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
  TEST_IMAGES(
      "t10k-images-idx3-ubyte.gz",
      "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
  TEST_LABELS(
      "t10k-labels-idx1-ubyte.gz",
      "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");

  /** Public copies of the published files; the next is asked where one fails. */
  private static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String fileName;
  private final String sha256;

  Mnist(String fileName, String sha256) {
    this.fileName = fileName;
    this.sha256 = sha256;
  }

  /** Its name, as published. */
  public String fileName() {
    return fileName;
  }

  /** The file in a folder, downloaded into it if it is not there. */
  Path cached(Path folder) {
    Path file = folder.resolve(fileName);
    return Files.isRegularFile(file) ? file : download(folder, MIRRORS);
  }

  /**
   * Downloads the file; it comes into place only if its checksum is right.
   *
   * @throws UnusableException if no mirror has it, with what each of them said
   */
  Path download(Path folder, List<URI> mirrors) {
    List<String> said = new ArrayList<>();
    Path file = folder.resolve(fileName);
    Path part = folder.resolve(fileName + ".part");
    for (URI mirror : mirrors) {
      URI address = mirror.resolve(fileName);
      try {
        Files.createDirectories(folder);
        String found = fetch(address, part);
        if (found.equals(sha256)) {
          return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        said.add(address + " gave other bytes (SHA-256 " + found + ")");
      } catch (IOException e) {
        said.add(address + ": " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnusableException("downloading " + address + " was interrupted", e);
      } finally {
        part.toFile().delete();
      }
    }
    throw new UnusableException(
        "MNIST's '"
            + fileName
            + "' could not be downloaded ("
            + String.join("; ", said)
            + "); name a folder that has it with --data, or set SECATEUR_DATA");
  }

  /** Copies what an address has; gives its checksum. */
  private static String fetch(URI address, Path into) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("the answer was HTTP " + response.statusCode());
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Files.copy(new DigestInputStream(body, digest), into, StandardCopyOption.REPLACE_EXISTING);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
