package io.secateur.spark;

import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.Question;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.OutputKind;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an executor keeps between questions: a network for each model, and of the segments that were
 * asked last as many as fit. One question is answered at a time, with all threads that the engine
 * has.
 */
final class Workplace {
  /** The part of the heap that segments may take. */
  private static final double SHARE = 0.6;

  private static final Map<String, Network> NETWORKS = new LinkedHashMap<>();
  private static final Map<String, Objective> OBJECTIVES = new LinkedHashMap<>(16, 0.75f, true);

  private Workplace() {}

  /**
   * The answer to a question about a segment.
   *
   * @param rows the segment, which is read where it is not kept
   */
  static synchronized <A extends Serializable> A answer(
      Setup setup, int segment, Iterator<Rows> rows, Question<A> question) {
    String key = setup.id() + "/" + segment;
    Objective objective = OBJECTIVES.get(key);
    if (objective == null) {
      makeRoom(setup.memory());
      objective = open(setup, rows.next());
      OBJECTIVES.put(key, objective);
    }
    return question.of(objective, segment);
  }

  private static Objective open(Setup setup, Rows rows) {
    Network network = NETWORKS.computeIfAbsent(setup.id(), id -> network(setup));
    try {
      var measure = ErrorChoice.of(setup.error(), OutputKind.OTHER, rows.targets()).measure();
      return Objective.ofSegment(network, rows, measure, setup.how());
    } catch (UnusableException e) {
      throw rows.begin() == 0
          ? e
          : new UnusableException(
              "of the samples from number " + rows.begin() + " on: " + e.getMessage(), e);
    }
  }

  private static Network network(Setup setup) {
    try {
      Path file = Files.createTempFile("secateur", ".onnx");
      try {
        Files.write(file, setup.model());
        return Network.of(Model.read(file).graph(), setup.sizes());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UnusableException("an executor cannot write a temporary file: " + e, e);
    }
  }

  private static void makeRoom(long each) {
    long most = Math.max(1, (long) (SHARE * Runtime.getRuntime().maxMemory()) / each);
    Iterator<Objective> oldest = OBJECTIVES.values().iterator();
    for (long more = OBJECTIVES.size() - most + 1; more > 0; more--) {
      oldest.next().close();
      oldest.remove();
    }
  }

  /** Forgets what was kept for a setup, as far as this process kept it. */
  static synchronized void forget(String id) {
    Iterator<Map.Entry<String, Objective>> kept = OBJECTIVES.entrySet().iterator();
    while (kept.hasNext()) {
      Map.Entry<String, Objective> entry = kept.next();
      if (entry.getKey().startsWith(id + "/")) {
        entry.getValue().close();
        kept.remove();
      }
    }
    Network network = NETWORKS.remove(id);
    if (network != null) {
      network.close();
    }
  }
}
