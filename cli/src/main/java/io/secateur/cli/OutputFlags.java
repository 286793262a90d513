package io.secateur.cli;

import io.secateur.report.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command speaks: its result on standard output, all other words on standard error. */
final class OutputFlags {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--json",
      description = "Print the result as one JSON object; words still go to standard error.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** Says a sentence to whoever waits. */
  void say(String sentence) {
    words().println(sentence);
  }

  /** Where words go. */
  PrintWriter words() {
    return command.commandLine().getErr();
  }

  /** Prints the result in the form that was asked for. */
  void result(Map<String, ?> asJson, Supplier<String> asText) {
    command.commandLine().getOut().println(json ? Json.text(asJson) : asText.get());
  }
}
