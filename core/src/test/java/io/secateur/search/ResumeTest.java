package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Threshold;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.model.Model;
import io.secateur.surgery.Surgery;
import io.secateur.testing.Lab;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A search that was cut short anywhere ends like one that was not, to the last bit of every number.
 */
class ResumeTest {
  /** Channels before a dense tail, which are measured in two ways; 8 neurons. */
  private static final Net CHANNELS = channels();

  /** Right at the start, so that there is something to lose; 9 neurons. */
  private static final Net DENSE = dense();

  @TempDir Path folder;

  private record Net(Model model, Samples data, Lab lab) {
    static Net of(Model model, Samples data) {
      return new Net(model, data, Lab.of(model, data, new CrossEntropy()));
    }

    Anatomy anatomy() {
      return lab.network().anatomy();
    }

    byte[] cut(Gates gates) {
      return Surgery.remove(model, anatomy(), gates).bytes();
    }
  }

  @AfterAll
  static void close() {
    CHANNELS.lab().close();
    DENSE.lab().close();
  }

  private static Net channels() {
    Sketch net = new Sketch(new Random(50), -1, 2, 4, 4);
    String channels = net.node("Relu", "relu", net.conv("conv", "x", 2, 4, 3));
    String flat = net.node("Flatten", "flat", channels);
    String hidden = net.node("Tanh", "tanh", net.gemm("fc1", flat, 64, 4));
    Model model = net.ends(net.gemm("fc2", hidden, 4, 3), -1, 3);
    return Net.of(model, Samples.random(51, 30, 3, 2, 4, 4));
  }

  private static Net dense() {
    PlainMlp net = PlainMlp.random(52, Unit.TANH, Unit.LINEAR, 4, 5, 4, 2);
    Samples samples = Samples.random(53, 30, 2, 4);
    int[] labels = new int[samples.size()];
    for (int s = 0; s < labels.length; s++) {
      double[] z = net.run(samples.row(s), net.open()).lastZ();
      labels[s] = z[0] >= z[1] ? 0 : 1;
    }
    return Net.of(net.model(), new Samples("x", samples.shape(), samples.rows(), labels, null));
  }

  private record How(Net net, String by, Order order, int step, Stops stops) {
    /** As a process of its own would run it: what the engine keeps is made anew. */
    SearchResult run(List<Removal> before, BooleanSupplier interrupted, SearchListener listener) {
      Criterion criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 3));
      try (Objective objective =
          new Objective(net.lab().network(), net.data(), new CrossEntropy())) {
        return new Search(objective, objective, criterion, order, step, stops, 1)
            .run(before, interrupted, listener);
      }
    }

    SearchResult run(List<Removal> before) {
      return run(before, () -> false, (removal, progress) -> {});
    }

    SearchResult run(Path folder) {
      try (Journal journal = new Journal(folder)) {
        return run(
            journal.removals(net.anatomy()), () -> false, (removal, p) -> journal.add(removal));
      }
    }
  }

  /** All of a removal but the clock. */
  static List<Removal> timeless(List<Removal> removals) {
    return removals.stream()
        .map(
            r ->
                new Removal(
                    r.step(), r.neuron(), r.predicted(), r.error(), r.accuracy(), 0, r.audit()))
        .toList();
  }

  private static void assertSame(SearchResult found, SearchResult expected) {
    assertThat(timeless(found.removals())).isEqualTo(timeless(expected.removals()));
    assertThat(found.reason()).isEqualTo(expected.reason());
    assertThat(found.gates().toArray()).isEqualTo(expected.gates().toArray());
  }

  @Test
  void theJournalCutAtEveryByte() throws IOException {
    How how = new How(DENSE, "brute-force", Order.RERANKED, 2, Stops.after(2));
    SearchResult whole = how.run(folder.resolve("whole"));
    byte[] network = DENSE.cut(whole.gates());
    byte[] journal = Files.readAllBytes(folder.resolve("whole").resolve("removals.jsonl"));
    Path part = Files.createDirectory(folder.resolve("part"));
    for (int length = 0; length <= journal.length; length++) {
      Files.write(part.resolve("removals.jsonl"), Arrays.copyOf(journal, length));
      SearchResult found = how.run(part);
      assertSame(found, whole);
      assertThat(DENSE.cut(found.gates())).isEqualTo(network);
      try (Journal again = new Journal(part)) {
        assertThat(again.removals(DENSE.anatomy())).isEqualTo(found.removals());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "brute-force, RERANKED, 1",
    "brute-force, RERANKED, 3",
    "brute-force, SINGLE, 1",
    "first-order, RERANKED, 1",
    "second-order, RERANKED, 2",
    "magnitude, SINGLE, 1",
    "random, RERANKED, 2"
  })
  void afterEveryRemoval(String by, Order order, int step) {
    How how = new How(CHANNELS, by, order, step, Stops.NEVER);
    SearchResult whole = how.run(List.of());
    assertThat(whole.removals()).hasSize(6);
    for (int done = 0; done <= 6; done++) {
      assertSame(how.run(whole.removals().subList(0, done)), whole);
    }
  }

  /** Were they measured from where it goes on, it would go on further. */
  @ParameterizedTest
  @CsvSource({"1.022,,", ",10,", ",,70%"})
  void stopsAreMeasuredFromTheStartOfTheWholeRun(Double times, Double points, String params) {
    Amount least = params == null ? null : Amount.parse("--params", params);
    How how =
        new How(
            DENSE, "brute-force", Order.RERANKED, 2, new Stops(null, points, times, least, null));
    SearchResult whole = how.run(List.of());
    assertThat(whole.removals()).hasSizeBetween(1, 6);
    for (int done = 0; done <= whole.removals().size(); done++) {
      assertSame(how.run(whole.removals().subList(0, done)), whole);
    }
  }

  @Test
  void onlyWhatIsNewIsHeard() {
    How how = new How(CHANNELS, "magnitude", Order.RERANKED, 1, Stops.after(4));
    SearchResult whole = how.run(List.of());
    List<Integer> heard = new ArrayList<>();
    how.run(
        whole.removals().subList(0, 2),
        () -> false,
        (removal, progress) -> heard.add(removal.step()));
    assertThat(heard).containsExactly(3, 4);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void anInterruptedSearchEndsBetweenRemovalsAndCanGoOn(int after) {
    How how = new How(CHANNELS, "brute-force", Order.RERANKED, 2, Stops.after(5));
    SearchResult whole = how.run(List.of());
    List<Removal> heard = new ArrayList<>();
    SearchResult part =
        how.run(List.of(), () -> heard.size() == after, (removal, progress) -> heard.add(removal));
    assertThat(part.isInterrupted()).isTrue();
    assertThat(part.reason()).isEqualTo("interrupted");
    assertThat(timeless(part.removals())).isEqualTo(timeless(whole.removals().subList(0, after)));
    assertThat(part.gates().alive()).hasSize(8 - after);
    assertThat(whole.isInterrupted()).isFalse();
    assertSame(how.run(part.removals()), whole);
  }

  @Test
  void aStopThatIsMetCountsMoreThanAnInterruption() {
    How how = new How(CHANNELS, "magnitude", Order.RERANKED, 1, Stops.after(2));
    List<Removal> heard = new ArrayList<>();
    SearchResult result = how.run(List.of(), () -> heard.size() == 2, (r, p) -> heard.add(r));
    assertThat(result.isInterrupted()).isFalse();
  }
}
