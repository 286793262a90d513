package io.secateur.study.experiments;

/** Where an experiment's networks come from. */
sealed interface Origin permits Trained, Published {
  /** How many there are. */
  int seeds(Lab lab);

  /** Which files are wanting, in words; empty if none. */
  String needs(Lab lab);

  /** The network of a seed, made if it is not there. */
  Subject subject(Lab lab, String experiment, int seed);
}
