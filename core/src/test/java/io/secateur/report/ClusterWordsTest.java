package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterWordsTest {
  private static Map<String, Object> told(long executors, long lost, long rows) {
    Map<String, Object> told = new HashMap<>();
    told.put("executors", executors);
    told.put("executors_lost", lost);
    told.put("rows", rows);
    told.put("segments", 1L);
    told.put("jobs", 412L);
    told.put("bytes_read", 31_449_000L);
    told.put("bytes_shuffled", 100L);
    told.put("bytes_asked", 20L);
    told.put("bytes_answered", 3L);
    return Map.of("version", "1", "cluster", told);
  }

  @Test
  void whatItTookIsASentence() {
    assertThat(ClusterWords.of(told(2, 0, 10_000)))
        .isEqualTo("2 executors, 10,000 rows in 1 segment; 31.4 MB read, 123 B moved in 412 jobs");
    assertThat(ClusterWords.of(told(1, 3, 1)))
        .startsWith("1 executor, 3 lost on the way, 1 row in 1 segment; ");
  }

  @Test
  void nothingWithoutOne() {
    assertThat(ClusterWords.of(Map.of("version", "1"))).isNull();
  }
}
