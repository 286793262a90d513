package io.secateur;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.model.Graph;
import java.util.Map;

/** Where samples lie and errors are measured: in this process, or elsewhere. */
public interface Backend extends AutoCloseable {
  /** Samples, wherever they lie. */
  interface Samples {
    /** The first of them here, as many as tell what they are and what a network does with them. */
    Dataset first();

    /** SHA-256 of what they are, the same each time that they are opened in the same way. */
    String sha256();

    /**
     * The error of a network on them.
     *
     * @param work the network; its data is {@link #first()}
     * @param measure the error
     * @param how it is measured, as far as that is for the caller to say
     */
    ErrorFunction error(Workspace work, ErrorMeasure measure, Measuring how);
  }

  /** Another place than this process, found as a service by its kind. */
  interface Provider {
    /** The flag that asks for it, without its dashes. */
    String word();

    /**
     * Goes there.
     *
     * @param address what the flag is given
     * @throws io.secateur.model.UnusableException if nobody is there
     */
    Backend connect(String address);
  }

  /**
   * Opens samples.
   *
   * @throws io.secateur.model.UnusableException if they cannot be read or do not fit the graph
   */
  Samples open(DataOptions data, Graph graph);

  /** What it took so far, for the report; empty if there is nothing to say. */
  Map<String, Object> report();

  @Override
  void close();

  /** This process. */
  static Backend here() {
    return new Backend() {
      @Override
      public Samples open(DataOptions data, Graph graph) {
        return new Here(Datasets.open(data, graph.inputs()));
      }

      @Override
      public Map<String, Object> report() {
        return Map.of();
      }

      @Override
      public void close() {
        // nothing was opened that is not closed by those who asked for it
      }
    };
  }

  /**
   * Samples in this process.
   *
   * @param first all of them
   */
  record Here(Dataset first) implements Samples {
    @Override
    public String sha256() {
      return first.sha256();
    }

    @Override
    public ErrorFunction error(Workspace work, ErrorMeasure measure, Measuring how) {
      return new Objective(work.network(), first, measure, how);
    }
  }
}
