package io.secateur.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model in ONNX Runtime, at full optimisation; owns native memory.
 *
 * <p>It may be run by several threads at once; nobody may run it while it is being closed.
 */
public final class RuntimeSession implements AutoCloseable {
  /**
   * Bytes of constants up to which a model is handed over as an array. An array ends at 2 GiB, and
   * half of that is a lot of heap already.
   */
  private static final long LARGEST_ARRAY = 1L << 30;

  private final String role;
  private final @Nullable TemporaryModel file;
  private final OrtSession session;
  private boolean closed;

  /** Opens a model; an {@link UnusableException} says why ONNX Runtime does not want it. */
  public RuntimeSession(Model model) {
    this(model, "the model");
  }

  /**
   * Opens a model.
   *
   * @param role what sentences call it, like {@code the pruned network}
   * @throws UnusableException if ONNX Runtime does not want it
   */
  public RuntimeSession(Model model, String role) {
    this(model, role, LARGEST_ARRAY);
  }

  /** A model whose constants have more bytes than {@code largestArray} goes through a file. */
  RuntimeSession(Model model, String role, long largestArray) {
    this.role = role;
    this.file = bytes(model) > largestArray ? new TemporaryModel(model) : null;
    try {
      this.session = open(model, file);
    } catch (OrtException e) {
      deleteFile();
      throw new UnusableException(
          "ONNX Runtime cannot open "
              + role
              + ": "
              + Complaint.of(e)
              + "; try the file with onnx.checker.check_model, or export it again",
          e);
    } catch (RuntimeException e) {
      deleteFile();
      throw e;
    }
  }

  private static long bytes(Model model) {
    return model.graph().constants().values().stream().mapToLong(t -> t.bytes().remaining()).sum();
  }

  private static OrtSession open(Model model, @Nullable TemporaryModel file) throws OrtException {
    if (file == null) {
      byte[] bytes = model.bytes();
      return OnnxRuntime.open((environment, options) -> environment.createSession(bytes, options));
    }
    String path = file.file().toString();
    return OnnxRuntime.open((environment, options) -> environment.createSession(path, options));
  }

  /** The file's own key-value pairs, as ONNX Runtime reads them. */
  public Map<String, String> metadata() {
    try {
      return Map.copyOf(session.getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw new IllegalStateException("the metadata of " + role + " cannot be read", e);
    }
  }

  /**
   * Runs the model.
   *
   * @param inputs by the names of the model's inputs
   * @return all outputs by name, in the model's order
   * @throws UnusableException if the inputs are not what the model asks for, or it fails on them
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    try (NativeInputs natives = new NativeInputs(inputs);
        OrtSession.Result result = result(natives)) {
      return NativeOutputs.copy(result);
    }
  }

  /** Runs the model, which may give sequences too: all outputs by name, in the model's order. */
  public Map<String, Output> outputs(Map<String, Tensor> inputs) {
    try (NativeInputs natives = new NativeInputs(inputs);
        OrtSession.Result result = result(natives)) {
      return NativeOutputs.all(result);
    }
  }

  /** Runs the model and drops what it gives: what its user waits for, and nothing of ours. */
  public void runOnly(NativeInputs inputs) {
    result(inputs).close();
  }

  private OrtSession.Result result(NativeInputs inputs) {
    try {
      return session.run(inputs.tensors());
    } catch (OrtException e) {
      throw new UnusableException(
          "ONNX Runtime cannot run "
              + role
              + ": "
              + Complaint.of(e)
              + "; give it the inputs that it asks for",
          e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(role + " cannot be closed in ONNX Runtime", e);
    } finally {
      deleteFile();
    }
  }

  private void deleteFile() {
    if (file != null) {
      file.close();
    }
  }
}
