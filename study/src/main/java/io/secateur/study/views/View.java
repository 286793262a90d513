package io.secateur.study.views;

import java.nio.file.Path;

/** Something to see of a network; its files are in the network's folder. */
interface View {
  /** The file that says that all is there; others may be written before it. */
  String file();

  /** Whether it is made of the first network alone, as for pages; else of all. */
  boolean isOfFirst();

  /** Makes its files. */
  void make(Sight sight, Path folder);
}
