package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("lrl", "layer", "width", "");
    table.row("a long name", "7", "yes");

    assertThat(table.toString().lines())
        .containsExactly("layer        width", "a long name      7  yes");
  }
}
