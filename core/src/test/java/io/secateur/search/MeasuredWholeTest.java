package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that are measured as a whole, against the same search that measures every removal. */
class MeasuredWholeTest {
  private static final Samples SAMPLES = Samples.random(61, 40, 3, 5);
  private static Lab lab;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    PlainMlp net = PlainMlp.random(60, Unit.RELU, Unit.LINEAR, 5, 9, 8, 3);
    lab = Lab.of(net, SAMPLES, Loss.SQUARED);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private record How(String by, Repair repair, Schedule schedule, Stops stops) {
    SearchResult run(Past past, SearchListener listener) {
      Criterion criterion = Criteria.of(by, Criteria.Options.PLAIN);
      try (Objective objective = objective()) {
        return search(objective, criterion).run(past, () -> false, listener);
      }
    }

    SearchResult run() {
      return run(Past.NONE, (removal, progress) -> {});
    }

    Objective objective() {
      Measuring how = Measuring.DEFAULT.with(repair);
      return new Objective(lab.network(), SAMPLES, new SquaredError(), how);
    }

    private Search search(Objective objective, Criterion criterion) {
      return new Search(objective, objective, criterion, schedule, stops, 1);
    }

    How eachRemoval() {
      return new How(by, repair, new Schedule(schedule.round(), 0), stops);
    }
  }

  private static How how(String by, Repair repair, int step, Stops stops) {
    return new How(by, repair, new Schedule(step, 0).measuringWhole(), stops);
  }

  @ParameterizedTest
  @CsvSource({
    "brute-force, NONE, 4",
    "brute-force, LEAST_SQUARES, 3",
    "magnitude, MEAN, 4",
    "fisher, LEAST_SQUARES, 7",
    "random, NONE, 2"
  })
  void theSameGoAndTheLastOfAStepIsMeasured(String by, Repair repair, int step) {
    How how = how(by, repair, step, Stops.after(13));
    List<Removal> expected = how.eachRemoval().run().removals();
    List<Removal> found = how.run().removals();
    assertThat(found).hasSize(13);
    for (Removal removal : found) {
      Removal other = expected.get(removal.step() - 1);
      assertThat(removal.neuron()).isEqualTo(other.neuron());
      assertThat(removal.predicted()).isEqualTo(other.predicted());
      boolean isLast = removal.step() % step == 0 || removal.step() == 13;
      assertThat(removal.error()).isEqualTo(Double.valueOf(isLast ? other.error() : Double.NaN));
      assertThat(removal.isMeasured()).isEqualTo(isLast);
    }
  }

  @Test
  void oneAtATimeIsMeasuredAlways() {
    assertThat(how("magnitude", Repair.NONE, 1, Stops.after(9)).run().removals())
        .allMatch(Removal::isMeasured);
  }

  @Test
  void whatNeedsNoPassesHasOneForEachStep() {
    try (Objective objective = how("magnitude", Repair.NONE, 5, Stops.NEVER).objective()) {
      Criterion criterion = Criteria.of("magnitude", Criteria.Options.PLAIN);
      how("magnitude", Repair.NONE, 5, Stops.NEVER)
          .search(objective, criterion)
          .run((removal, progress) -> {});
      assertThat(objective.passes()).isEqualTo(1 + 3); // the network, and after 5, 10 and 15
    }
  }

  /** A whole step that is too far is looked into, from its start to the first that is too far. */
  @ParameterizedTest
  @CsvSource({"6, NONE", "9, NONE", "7, NONE", "11, NONE", "8, LEAST_SQUARES", "12, MEAN"})
  void anErrorIsMetWithinAStep(int allowed, Repair repair) {
    int step = 5;
    SearchResult free = how("magnitude", repair, step, Stops.NEVER).eachRemoval().run();
    double[] errors = free.removals().stream().mapToDouble(Removal::error).toArray();
    double start = lab.objective().evaluate(lab.network().anatomy().open()).error();
    double times = (errors[allowed - 1] + errors[allowed]) / 2 / start;
    double most = times * start;
    int first = 0; // of the first step whose end is too far
    while (first < errors.length && errors[Math.min(first + step, errors.length) - 1] <= most) {
      first += step;
    }
    int left = first;
    while (left < errors.length && errors[left] <= most) {
      left++;
    }
    assertThat(first).as("a step that goes too far").isLessThan(errors.length);
    assertThat(left).isLessThan(errors.length);
    Stops stops = new Stops(null, null, times, null, null);
    SearchResult found = how("magnitude", repair, step, stops).run();
    assertThat(found.reason()).isEqualTo("one more removal would raise the error too far");
    assertThat(found.removals().stream().map(Removal::neuron))
        .isEqualTo(free.removals().subList(0, left).stream().map(Removal::neuron).toList());
    assertThat(found.gates().alive()).hasSize(17 - left);
  }

  @ParameterizedTest
  @CsvSource({"brute-force, NONE, ", "brute-force, LEAST_SQUARES, ", "magnitude, NONE, 1.02"})
  void theJournalCutAtEveryLine(String by, Repair repair, Double times) throws IOException {
    Stops stops = times == null ? Stops.after(11) : new Stops(null, null, times, null, null);
    How how = how(by, repair, 4, stops);
    SearchResult whole = journalled(how, folder.resolve("whole"));
    assertThat(whole.removals().size() % 4).as("cut within a step").isPositive();
    byte[] journal = Files.readAllBytes(folder.resolve("whole").resolve("removals.jsonl"));
    Path part = Files.createDirectory(folder.resolve("part"));
    for (int length = 0; length <= journal.length; length++) {
      if (length > 0 && length < journal.length && journal[length - 1] != '\n') {
        continue;
      }
      Files.write(part.resolve("removals.jsonl"), Arrays.copyOf(journal, length));
      SearchResult found = journalled(how, part);
      assertThat(ResumeTest.timeless(found.removals()))
          .isEqualTo(ResumeTest.timeless(whole.removals()));
      assertThat(found.reason()).isEqualTo(whole.reason());
      assertThat(found.gates().toArray()).isEqualTo(whole.gates().toArray());
      try (Journal again = new Journal(part)) {
        assertThat(again.removals(lab.network().anatomy())).isEqualTo(found.removals());
      }
    }
  }

  private static SearchResult journalled(How how, Path folder) {
    try (Journal journal = new Journal(folder)) {
      return how.run(
          journal.past(lab.network().anatomy()), (removal, progress) -> journal.add(removal));
    }
  }

  @Test
  void aRunThatHasEndedIsNotRankedAgain() {
    How how = how("brute-force", Repair.NONE, 4, Stops.after(10));
    SearchResult whole = how.run();
    try (Objective objective = how.objective()) {
      Criterion criterion = Criteria.of("brute-force", Criteria.Options.PLAIN);
      how.search(objective, criterion)
          .run(Past.of(whole.removals()), () -> false, (removal, progress) -> {});
      assertThat(objective.passes()).isEqualTo(1);
    }
  }
}
