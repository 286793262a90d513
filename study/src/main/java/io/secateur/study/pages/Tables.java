package io.secateur.study.pages;

import io.secateur.study.claims.Evidence;
import io.secateur.study.claims.Finding;
import io.secateur.study.claims.Readings;
import io.secateur.study.experiments.Experiment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is found of all experiments, as tables for other programs. */
public final class Tables {
  private Tables() {}

  /** A line for each: {@code experiment;verdict;claim;where;test;figure}. */
  public static String claims(List<Finding> findings) {
    StringBuilder csv = new StringBuilder("experiment;verdict;claim;where;test;figure\n");
    for (Finding f : findings) {
      csv.append(
          Stream.of(
                  f.experiment(),
                  f.verdict().words(),
                  f.statement(),
                  f.where(),
                  f.test(),
                  f.figure())
              .map(cell -> cell.replace(';', ','))
              .collect(Collectors.joining(";", "", "\n")));
    }
    return csv.toString();
  }

  /** The paper's figures beside ours: {@code experiment;what;paper;ours}. */
  public static String paper(List<Experiment> made, Evidence evidence) {
    StringBuilder csv = new StringBuilder("experiment;what;paper;ours\n");
    for (Experiment experiment : made) {
      for (List<String> row : Readings.beside(experiment.name(), evidence)) {
        csv.append(experiment.name()).append(';').append(String.join(";", row)).append('\n');
      }
    }
    return csv.toString();
  }
}
