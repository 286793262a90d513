package io.secateur.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEnvironment.ThreadingOptions;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

/** ONNX Runtime, made ready once for the whole process. */
final class OnnxRuntime {
  /** What goes wrong comes as an exception; the log would only say it again, on standard error. */
  private static final OrtLoggingLevel LOGGED = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

  private static final OrtEnvironment ENVIRONMENT = start();

  private OnnxRuntime() {}

  /** How a session is made from options, which differs between a file and an array. */
  interface Opening {
    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;
  }

  private static OrtEnvironment start() {
    // One set of threads for all models: threads of each, which wait in a loop for more work,
    // would slow down the next run of another model, and that is what latencies are compared by.
    try (ThreadingOptions threads = new ThreadingOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment(LOGGED, "secateur", threads);
      // its published builds report to their makers unless told not to
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot be started: " + e.getMessage(), e);
    }
  }

  static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  static OrtSession open(Opening opening) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setSessionLogLevel(LOGGED);
      options.setDeterministicCompute(true);
      options.disablePerSessionThreads();
      return opening.open(ENVIRONMENT, options);
    }
  }
}
