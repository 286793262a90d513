package io.secateur.engine.kernels;

/** The element-wise functions that the kernels know. */
public enum Activation {
  IDENTITY,
  RELU,
  /** x if x > 0 else slope · x. */
  LEAKY_RELU,
  SIGMOID,
  TANH
}
