package io.secateur.study.experiments;

import io.secateur.compare.Sweep;

/** Where an experiment's networks come from. */
sealed interface Origin permits Trained, Published {
  /** How many there are. */
  int seeds(Lab lab);

  /** Which files are wanting, in words; empty if none. */
  String needs(Lab lab);

  /** The network of a seed, made if it is not there. */
  Subject subject(Lab lab, String experiment, int seed);

  /** The word of the error that its networks are ranked by. */
  String error();

  /** The gains at which the error surfaces of its neurons are measured. */
  Sweep sweep();

  /** Of how many neurons, at most, all pairs are measured. */
  int paired();
}
