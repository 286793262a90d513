package io.secateur.data;

/** What a network should say of samples. */
public sealed interface Targets permits Labels, Values, NoTargets {}
