package io.secateur.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.testing.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ONNX Runtime's log, which Java cannot catch, stays out of a command's output. */
class QuietTest {
  @Test
  void failuresAreNotLogged() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 23) { // as the launcher does, or the JVM itself has words
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Failing.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(Failing.DONE);
    assertThat(printed).isEmpty();
  }

  /** Fails at opening and at running, of which ONNX Runtime logs both at the level of errors. */
  static final class Failing {
    static final int DONE = 7;

    private Failing() {}

    public static void main(String[] arguments) {
      int failures = 0;
      try {
        new RuntimeSession(Made.operator("Frobnicate", -1)).close();
      } catch (UnusableException e) {
        failures++;
      }
      try (RuntimeSession session = new RuntimeSession(failsAtRunning())) {
        session.run(Map.of("x", Tensor.of(new long[] {2, 3}, 1, 2, 3, 4, 5, 6f)));
      } catch (UnusableException e) {
        failures++;
      }
      System.exit(failures == 2 ? DONE : 1);
    }

    private static Model failsAtRunning() {
      return new ModelBuilder(13)
          .input("x", ElementType.FLOAT, -1, -1)
          .output("y", ElementType.FLOAT, -1, 7)
          .constant("shape", Tensor.of(new long[] {2}, -1L, 7L))
          .node("Reshape", "y", List.of("x", "shape"))
          .build();
    }
  }
}
