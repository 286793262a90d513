package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
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
import java.util.stream.IntStream;
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

  /** How many go by a bound: whole steps, then one by one to the first that is too far. */
  private static int left(double[] errors, int step, double most) {
    int left = 0;
    while (left < errors.length && errors[Math.min(left + step, errors.length) - 1] <= most) {
      left = Math.min(left + step, errors.length);
    }
    while (left < errors.length && errors[left] <= most) {
      left++;
    }
    return left;
  }

  private static double[] errors(How how) {
    return how.eachRemoval().run().removals().stream().mapToDouble(Removal::error).toArray();
  }

  private static double start() {
    return lab.objective().evaluate(lab.network().anatomy().open()).error();
  }

  /** Bounds between two errors on the way, in parts of the first of all. */
  private static double[] bounds(double[] errors) {
    return IntStream.range(1, errors.length)
        .mapToDouble(i -> Math.max(1, (errors[i - 1] + errors[i]) / 2 / start()))
        .toArray();
  }

  /** Where means repair, no bound lies within a step; the others have some. */
  @ParameterizedTest
  @CsvSource({"NONE, 1", "MEAN, 0", "LEAST_SQUARES, 1"})
  void anErrorIsMetWithinAStep(Repair repair, int least) {
    int within = 0;
    for (int step = 2; step < 8; step++) {
      How free = how("fisher", repair, step, Stops.NEVER);
      double[] errors = errors(free);
      List<Neuron> all = free.run().removals().stream().map(Removal::neuron).toList();
      for (double times : bounds(errors)) {
        int left = left(errors, step, times * start());
        Stops stops = new Stops(null, null, times, null, null);
        SearchResult found = how("fisher", repair, step, stops).run();
        assertThat(found.removals().stream().map(Removal::neuron)).isEqualTo(all.subList(0, left));
        assertThat(found.gates().alive()).hasSize(17 - left);
        within += left < errors.length && left % step > 0 ? 1 : 0;
      }
    }
    assertThat(within).as("bounds that are met within a step").isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"brute-force, NONE", "brute-force, LEAST_SQUARES"})
  void theJournalCutAtEveryLine(String by, Repair repair) throws IOException {
    endsTheSameWhereverItWasCut(how(by, repair, 4, Stops.after(11)));
  }

  @Test
  void theJournalCutAtEveryLineOfAStepThatWentTooFar() throws IOException {
    double[] errors = errors(how("fisher", Repair.NONE, 5, Stops.NEVER));
    double times =
        Arrays.stream(bounds(errors))
            .filter(t -> left(errors, 5, t * start()) < errors.length)
            .filter(t -> left(errors, 5, t * start()) % 5 > 0)
            .findFirst()
            .orElseThrow();
    Stops stops = new Stops(null, null, times, null, null);
    endsTheSameWhereverItWasCut(how("fisher", Repair.NONE, 5, stops));
  }

  private void endsTheSameWhereverItWasCut(How how) throws IOException {
    SearchResult whole = journalled(how, folder.resolve("whole"));
    assertThat(whole.removals().size() % how.schedule().round()).as("within a step").isPositive();
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
