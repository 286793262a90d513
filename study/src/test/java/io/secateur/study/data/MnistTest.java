package io.secateur.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors are played by a server on this machine. */
class MnistTest {
  private static final Mnist FILE = Mnist.TEST_LABELS;

  @TempDir private Path folder;
  private HttpServer server = unstarted();

  private static HttpServer unstarted() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI mirror(String name, byte[] bytes) {
    server.createContext(
        "/" + name + "/" + FILE.fileName(),
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return at(name);
  }

  private URI at(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/");
  }

  @Test
  void whatIsNotTheFileIsNotKept() {
    List<URI> mirrors = List.of(mirror("wrong", new byte[] {1, 2, 3}), at("empty"));
    assertThatThrownBy(() -> FILE.download(folder, mirrors))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("gave other bytes")
        .hasMessageContaining("HTTP 404")
        .hasMessageContaining("--data");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SECATEUR_DATA", matches = ".+")
  void theNextMirrorIsAskedAndTheFileIsKept() throws IOException {
    Path known = Path.of(System.getenv("SECATEUR_DATA")).resolve("mnist").resolve(FILE.fileName());
    byte[] bytes = Files.readAllBytes(known);
    List<URI> mirrors = List.of(mirror("wrong", new byte[] {1, 2, 3}), mirror("right", bytes));
    assertThat(FILE.download(folder, mirrors)).hasBinaryContent(bytes);
    server.stop(0);
    assertThat(FILE.cached(folder)).hasBinaryContent(bytes);
  }

  @Test
  void aFolderThatIsNamedComesFirst() throws IOException {
    Path there = Files.createDirectory(folder.resolve("mnist")).resolve(FILE.fileName());
    Files.write(there, new byte[] {1});
    Sources sources = new Sources(folder, null, folder.resolve("cache"));
    assertThat(sources.mnist(FILE)).isEqualTo(there);
    assertThat(sources.cifarTest()).isNull();
    assertThat(sources.model("x.onnx")).isNull();
  }
}
