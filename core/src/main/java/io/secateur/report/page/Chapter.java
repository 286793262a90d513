package io.secateur.report.page;

/** A heading under which the sections after it stand, such as one experiment of a study. */
public record Chapter(String title, String note) implements Section {}
