package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.UnusableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StringWriter err = new StringWriter();
  private final Failures failures = new Failures(new Secateur(), new PrintWriter(err));

  @Test
  void aFaultOfOursIsOwnedAndHasNoTrace() {
    int code = failures.failed(new IllegalStateException("seven\n  is not eight"));

    assertThat(code).isEqualTo(Failures.OUR_FAULT);
    assertThat(err.toString())
        .contains("a fault of ours", "IllegalStateException: seven is not eight", "report")
        .hasLineCount(1);
  }

  @Test
  void memoryThatRunsOutIsAMatterOfData() {
    int code = failures.failed(new OutOfMemoryError("Java heap space"));

    assertThat(code).isEqualTo(Failures.UNUSABLE);
    assertThat(err.toString()).contains("--take", "SECATEUR_JAVA_OPTS").hasLineCount(1);
  }

  @Test
  void whatIsUnusableIsSaidInItsOwnWords() {
    int code = failures.failed(new UnusableException("the data is empty; give more"));

    assertThat(code).isEqualTo(Failures.UNUSABLE);
    assertThat(err.toString()).isEqualToIgnoringNewLines("secateur: the data is empty; give more.");
  }

  @Test
  void debugShowsWhereItHappened() {
    Run run = Run.of("inspect", "none.onnx", "--debug");

    assertThat(run.err()).contains("secateur: model", "UnusableException", "\tat io.secateur");
  }
}
