package io.secateur.search;

/**
 * A number of things, or a share of all of them: {@code 120} or {@code 40%}.
 *
 * @param value the number, or the percentage
 * @param isShare whether it is a percentage
 */
public record Amount(double value, boolean isShare) {

  /** Reads one; throws IllegalArgumentException in the words of the flag. */
  public static Amount parse(String flag, String text) {
    boolean share = text.endsWith("%");
    try {
      double value = Double.parseDouble(share ? text.substring(0, text.length() - 1) : text);
      boolean plain = text.matches("[0-9]+|[0-9]+(\\.[0-9]+)?%"); // Java reads 12d and 0x1p3 too
      if (!plain || Double.isInfinite(value) || (share && value > 100)) {
        throw new NumberFormatException();
      }
      return new Amount(value, share);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          flag + " must be a whole number such as 120 or a share such as 40%, not '" + text + "'",
          e);
    }
  }

  /** How many that is of a total; a share is rounded to the nearest. */
  public long of(long total) {
    return isShare ? Math.round(value / 100 * total) : (long) value;
  }

  @Override
  public String toString() {
    String number =
        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return isShare ? number + "%" : number;
  }
}
