package io.secateur.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The command line {@code secateur}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
  }

  /** Runs one command; gives its exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    Secateur secateur = new Secateur();
    Failures failures = new Failures(secateur, err);
    CommandLine commands =
        new CommandLine(secateur)
            .setOut(out)
            .setErr(err)
            .registerConverter(Long.class, Converters::whole)
            .registerConverter(long.class, Converters::whole)
            .registerConverter(Double.class, Converters::real)
            .registerConverter(double.class, Converters::real)
            .setParameterExceptionHandler((e, given) -> failures.wrongUse(e, e.getCommandLine()))
            .setExecutionExceptionHandler(
                (e, command, parsed) ->
                    e instanceof Usage.WrongException
                        ? failures.wrongUse(e, command)
                        : failures.failed(e));
    try {
      return commands.execute(args);
    } catch (Error e) { // picocli hands on exceptions only; memory that runs out is an error
      return failures.failed(e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** JSON is UTF-8, whatever the terminal's locale. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}
