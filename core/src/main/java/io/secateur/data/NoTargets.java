package io.secateur.data;

/** The data says nothing of what a network should say. */
public enum NoTargets implements Targets {
  NONE
}
