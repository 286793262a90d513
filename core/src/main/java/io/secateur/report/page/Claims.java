package io.secateur.report.page;

import java.util.List;

/** Statements, each held against what was measured. */
public record Claims(String title, String note, List<Claim> claims) implements Section {
  public Claims {
    claims = List.copyOf(claims);
  }

  /** What became of a statement. */
  public enum Verdict {
    HOLDS,
    PARTLY,
    FAILS
  }

  /**
   * A statement and its verdict.
   *
   * @param statement as it was made
   * @param test what was asked of the measurements, with its number
   * @param figure what was measured, with its number
   */
  public record Claim(String statement, String test, Verdict verdict, String figure) {}
}
