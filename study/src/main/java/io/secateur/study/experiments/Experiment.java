package io.secateur.study.experiments;

/** Something to find out; its files are in a folder of its name. */
public interface Experiment {
  /** One word, as the command line knows it. */
  String name();

  /** What is done, in a phrase. */
  String title();

  /** Which of the files that not everybody has are wanting, in words; empty if none. */
  default String needs(Lab lab) {
    return "";
  }

  /** The word of the error that its curves are of: the paper's, if nothing else is said. */
  default String error() {
    return "squared";
  }

  /**
   * Does what is not done yet: a file that is there is not made again, and none is ever there in
   * part.
   *
   * @throws io.secateur.model.UnusableException if files that it needs cannot be used
   */
  void run(Lab lab);
}
