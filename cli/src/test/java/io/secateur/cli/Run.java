package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** One command that was run in this process. */
record Run(int code, String out, String err) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Main.run(words, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  /** The one JSON object that is all of standard output. */
  JsonNode json() {
    assertThat(code).as(err).isZero();
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON object: " + out, e);
    }
  }

  /** The sentence of a failure; there is nothing else but the hint after wrong use. */
  String sentence() {
    assertThat(out).isEmpty();
    String[] lines = err.split("\\R");
    if (code == Failures.WRONG_USE) {
      assertThat(lines).hasSize(2);
      assertThat(lines[1]).matches("Try 'secateur[a-z ]* --help' for its use\\.");
    } else {
      assertThat(lines).hasSize(1);
    }
    assertThat(lines[0]).startsWith("secateur: ").matches(".*[.?]");
    return lines[0];
  }
}
