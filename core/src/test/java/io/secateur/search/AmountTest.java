package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and shares as people write them. */
class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "120, 500, 120, 120",
    "0, 500, 0, 0",
    "600, 500, 600, 600",
    "40%, 500, 200, 40%",
    "12.5%, 100, 13, 12.5%",
    "12.4%, 100, 12, 12.4%",
    "0%, 500, 0, 0%",
    "100%, 500, 500, 100%",
    "33%, 10, 3, 33%",
    "9000000000, 10, 9000000000, 9000000000"
  })
  void ofATotal(String text, long total, long expected, String again) {
    Amount amount = Amount.parse("--neurons", text);
    assertThat(amount.of(total)).isEqualTo(expected);
    assertThat(amount).hasToString(again);
    assertThat(Amount.parse("--neurons", again)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "-1",
        "-1%",
        "100.5%",
        "1.5",
        "NaN",
        "Infinity",
        "many",
        "40 percent",
        "4%%",
        "12d",
        "0x1p3",
        "1,5%"
      })
  void anythingElseIsRefusedInTheWordsOfTheFlag(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amount.parse("--flops", text))
        .withMessageContaining("--flops")
        .withMessageContaining("'" + text + "'");
  }
}
