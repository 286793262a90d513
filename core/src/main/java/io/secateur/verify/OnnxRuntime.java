package io.secateur.verify;

import ai.onnxruntime.OrtEnvironment;
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
    OrtEnvironment environment = OrtEnvironment.getEnvironment(LOGGED, "secateur");
    try {
      // its published builds report to their makers unless told not to
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
    }
    return environment;
  }

  static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  static OrtSession open(Opening opening) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setSessionLogLevel(LOGGED);
      options.setDeterministicCompute(true);
      // threads that wait in a loop after a run would slow down another model's next run
      options.addConfigEntry("session.force_spinning_stop", "1");
      return opening.open(ENVIRONMENT, options);
    }
  }
}
