package io.secateur.cli;

import io.secateur.engine.repair.Repair;
import picocli.CommandLine.Option;

/** What makes up for a neuron when it goes. */
final class RepairFlag {
  @Option(
      names = "--repair",
      paramLabel = "KIND",
      defaultValue = "none",
      description =
          "none; mean: a removed neuron's mean goes into the biases of what read it; least-squares:"
              + " what read it is fitted anew, so that the others make up for it. Neurons are scored"
              + " as they are repaired. Default: ${DEFAULT-VALUE}.")
  private String repair = "none";

  /** The kind; an IllegalArgumentException says that there is no such. */
  Repair repair() {
    return Repair.of(repair);
  }
}
