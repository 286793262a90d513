package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Subject;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.model.Model;
import io.secateur.testing.Lab;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A search by a shortcut that was cut short anywhere, also between audits, ends like one that was
 * not, to the last bit of every number.
 */
class ShortcutResumeTest {
  /** So many that some candidates are dropped before all of them are seen. */
  private static final Net DENSE =
      Net.of(
          PlainMlp.random(71, Unit.TANH, Unit.LINEAR, 4, 9, 7, 3).model(),
          Samples.random(72, 600, 3, 4));

  /** Channels before a dense tail, which are measured in two ways. */
  private static final Net CHANNELS = channels();

  private static final int REMOVALS = 14;

  @TempDir Path folder;

  @AfterAll
  static void close() {
    DENSE.lab().close();
    CHANNELS.lab().close();
  }

  private record Net(Samples samples, Lab lab) {
    static Net of(Model model, Samples samples) {
      return new Net(samples, Lab.of(model, samples, new CrossEntropy()));
    }
  }

  /** 6 channels, 6 channels and 5 units. */
  private static Net channels() {
    Sketch net = new Sketch(new Random(73), -1, 2, 4, 4);
    String one = net.node("Relu", "relu1", net.conv("conv1", "x", 2, 6, 3));
    String two = net.node("Relu", "relu2", net.conv("conv2", one, 6, 6, 3));
    String flat = net.node("Flatten", "flat", two);
    String hidden = net.node("Tanh", "tanh", net.gemm("fc1", flat, 96, 5));
    Model model = net.ends(net.gemm("fc2", hidden, 5, 3), -1, 3);
    return Net.of(model, Samples.random(74, 300, 3, 2, 4, 4));
  }

  /** As a process of its own would run it: criterion and objective are made anew. */
  private static List<Removal> run(
      Net net,
      Criterion criterion,
      Schedule schedule,
      List<Removal> before,
      SearchListener listener) {
    Measuring how = Measuring.DEFAULT.with(criterion.samples());
    try (Objective objective =
        new Objective(net.lab().network(), net.samples(), new CrossEntropy(), how)) {
      return new Search(objective, objective, criterion, schedule, Stops.NEVER, 1)
          .run(before, () -> false, listener)
          .removals();
    }
  }

  private static List<Removal> run(
      Net net, Shortcut shortcut, Schedule schedule, List<Removal> before) {
    return run(net, shortcut.criterion(), schedule, before, (removal, progress) -> {});
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "1, 100", "1, 0", "3, 1", "3, 2", "4, 100"})
  void afterEveryRemoval(int step, int every) {
    Schedule schedule = new Schedule(step, every);
    List<Shortcut> shortcuts =
        List.of(
            new Shortcut.Lazy(), new Shortcut.Shortlist(step + 1), new Shortcut.Confidence(0.9));
    for (Net net : List.of(DENSE, CHANNELS)) {
      for (Shortcut shortcut : shortcuts) {
        List<Removal> whole = ResumeTest.timeless(run(net, shortcut, schedule, List.of()));
        assertThat(whole).hasSize(REMOVALS);
        for (int done = 0; done <= REMOVALS; done++) {
          List<Removal> found = run(net, shortcut, schedule, whole.subList(0, done));
          assertThat(ResumeTest.timeless(found)).as("%s after %d", shortcut, done).isEqualTo(whole);
        }
      }
    }
  }

  /** If nothing were remembered the end would be another, or the test above would say little. */
  @Test
  void whatIsForgottenIsMissed() {
    Schedule schedule = new Schedule(1, 4);
    List<Removal> whole = run(DENSE, new Shortcut.Lazy(), schedule, List.of());
    List<List<Integer>> ends = new ArrayList<>();
    for (int done = 0; done <= REMOVALS; done++) {
      Criterion lazy = new Shortcut.Lazy().criterion();
      List<Removal> found =
          run(DENSE, forgetful(lazy), schedule, whole.subList(0, done), (removal, progress) -> {});
      ends.add(found.stream().map(r -> r.neuron().id()).toList());
    }
    assertThat(ends.stream().distinct().count()).isGreaterThan(1);
  }

  private static Criterion forgetful(Criterion criterion) {
    return new Criterion() {
      @Override
      public double[] scores(Subject subject) {
        return criterion.scores(subject);
      }

      @Override
      public double[] measured(Subject subject) {
        return criterion.measured(subject);
      }

      @Override
      public double tie(double error) {
        return criterion.tie(error);
      }
    };
  }

  /** Through the journal, cut in the middle of lines too, and killed twice. */
  @ParameterizedTest
  @CsvSource({"1, 4", "3, 2"})
  void theJournalEndsTheSame(int step, int every) throws IOException {
    Schedule schedule = new Schedule(step, every);
    Path file = folder.resolve("removals.jsonl");
    List<Removal> whole = journalled(schedule);
    byte[] journal = Files.readAllBytes(file);
    assertThat(new String(journal, StandardCharsets.UTF_8)).contains("audit");
    for (int length = 0; length < journal.length; length += journal.length / 23) {
      Files.write(file, Arrays.copyOf(journal, length));
      List<Removal> found = journalled(schedule);
      assertThat(ResumeTest.timeless(found)).isEqualTo(ResumeTest.timeless(whole));
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length + journal.length / 11));
      assertThat(ResumeTest.timeless(journalled(schedule))).isEqualTo(ResumeTest.timeless(whole));
    }
  }

  private List<Removal> journalled(Schedule schedule) {
    try (Journal journal = new Journal(folder)) {
      List<Removal> before = journal.removals(DENSE.lab().network().anatomy());
      Criterion lazy = new Shortcut.Lazy().criterion();
      List<Removal> found =
          run(DENSE, lazy, schedule, before, (removal, progress) -> journal.add(removal));
      try (var lines = Files.lines(folder.resolve("removals.jsonl"))) {
        assertThat(lines.count()).isEqualTo(found.size());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return found;
    }
  }
}
