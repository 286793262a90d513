package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.model.UnusableException;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal as others read it. */
class JournalTest {
  private static final Layer LAYER = new Layer("a \"b\"\n", "unit", 9, null, 0, List.of());

  @TempDir Path folder;

  private static Removal removal(int step, double accuracy) {
    return new Removal(step, new Neuron(step, LAYER, step), -0.25, 1.5, accuracy, 0.125);
  }

  /** Layers of 12, 8 and 3, the last of which cannot be pruned. */
  private static Lab lab() {
    PlainMlp net = PlainMlp.random(1, Unit.RELU, Unit.LINEAR, 5, 12, 8, 3);
    return Lab.of(net, Samples.random(1, 10, 3, 5), Loss.SQUARED);
  }

  @Test
  void oneLineARemovalUnderTheAgreedNames() throws IOException {
    Path run = folder.resolve("deep").resolve("run");
    try (Journal journal = new Journal(run)) {
      journal.add(removal(1, 0.75));
      List<String> lines = Files.readAllLines(run.resolve("removals.jsonl"));
      assertThat(lines).hasSize(1);
      JsonNode line = new ObjectMapper().readTree(lines.get(0));
      assertThat(line.fieldNames())
          .toIterable()
          .containsExactly("step", "layer", "neuron", "predicted", "error", "accuracy", "seconds");
      assertThat(line.get("step").intValue()).isEqualTo(1);
      assertThat(line.get("layer").textValue()).isEqualTo("a \"b\"\n");
      assertThat(line.get("neuron").intValue()).isEqualTo(1);
      assertThat(line.get("predicted").doubleValue()).isEqualTo(-0.25);
      assertThat(line.get("error").doubleValue()).isEqualTo(1.5);
      assertThat(line.get("accuracy").doubleValue()).isEqualTo(0.75);
      assertThat(line.get("seconds").doubleValue()).isEqualTo(0.125);
    }
  }

  @Test
  void everyLineIsOnDiskAndWholeBeforeTheNext() throws IOException {
    try (Journal journal = new Journal(folder)) {
      for (int step = 1; step <= 3; step++) {
        journal.add(removal(step, 0.5));
        String text = Files.readString(folder.resolve("removals.jsonl"));
        assertThat(text).endsWith("}\n");
        assertThat(text.lines()).hasSize(step);
      }
    }
  }

  @Test
  void whatIsNotANumberIsNull() throws IOException {
    try (Journal journal = new Journal(folder)) {
      journal.add(removal(1, Double.NaN));
    }
    String text = Files.readString(folder.resolve("removals.jsonl"));
    assertThat(new ObjectMapper().readTree(text).get("accuracy").isNull()).isTrue();
  }

  @Test
  void numbersComeBackAsTheyWere() {
    Random random = new Random(1);
    List<Removal> written = new ArrayList<>();
    try (Lab lab = lab()) {
      Anatomy anatomy = lab.network().anatomy();
      try (Journal journal = new Journal(folder)) {
        for (Neuron neuron : anatomy.neurons()) {
          double any = Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // never a NaN
          Removal removal =
              new Removal(neuron.id() + 1, neuron, -any, any, random.nextDouble(), Math.ulp(any));
          journal.add(removal);
          written.add(removal);
        }
      }
      try (Journal journal = new Journal(folder)) {
        assertThat(journal.removals(anatomy)).isEqualTo(written).hasSize(20);
      }
    }
  }

  @Test
  void auditsComeBackAsTheyWere() throws IOException {
    try (Lab lab = lab()) {
      Anatomy anatomy = lab.network().anatomy();
      Neuron first = anatomy.neurons().get(0);
      Audit other = new Audit(anatomy.neurons().get(13), 0.1, 1e-17);
      Audit none = new Audit(first, 2.5, Double.POSITIVE_INFINITY);
      List<Removal> written =
          List.of(
              new Removal(1, first, -0.5, 1.5, 0.25, 0.5, other),
              new Removal(2, anatomy.neurons().get(1), -0.5, 1.5, 0.25, 0.5),
              new Removal(3, anatomy.neurons().get(2), -0.5, 1.5, 0.25, 0.5, none));
      try (Journal journal = new Journal(folder)) {
        written.forEach(journal::add);
      }
      List<String> lines = Files.readAllLines(folder.resolve("removals.jsonl"));
      assertThat(lines.get(0))
          .endsWith(
              ",\"audit\":{\"layer\":\"layer2\",\"neuron\":1,\"error\":0.1,\"excess\":1.0E-17}}");
      assertThat(lines.get(1)).doesNotContain("audit");
      try (Journal journal = new Journal(folder)) {
        assertThat(journal.removals(anatomy)).isEqualTo(written);
      }
    }
  }

  @Test
  void whatWasNotANumberIsNoneAgain() {
    try (Lab lab = lab()) {
      Anatomy anatomy = lab.network().anatomy();
      Neuron first = anatomy.neurons().get(0);
      double inf = Double.POSITIVE_INFINITY;
      Removal removal = new Removal(1, first, inf, inf, Double.NaN, 0.5);
      try (Journal journal = new Journal(folder)) {
        journal.add(removal);
      }
      try (Journal journal = new Journal(folder)) {
        assertThat(journal.removals(anatomy)).containsExactly(removal);
      }
    }
  }

  @Test
  void aLineThatWasCutOffIsDroppedAndOthersFollow() throws IOException {
    try (Lab lab = lab()) {
      Anatomy anatomy = lab.network().anatomy();
      List<Removal> removals = new ArrayList<>();
      for (int step = 1; step <= 3; step++) {
        removals.add(new Removal(step, anatomy.neurons().get(step), 0.1, 1.5, 0.5, 0.25));
      }
      try (Journal journal = new Journal(folder)) {
        removals.forEach(journal::add);
      }
      Path file = folder.resolve("removals.jsonl");
      String whole = Files.readString(file);
      Files.writeString(file, whole.substring(0, whole.length() - 1));
      try (Journal journal = new Journal(folder)) {
        assertThat(journal.removals(anatomy)).isEqualTo(removals.subList(0, 2));
        assertThat(Files.readString(file).lines()).hasSize(2);
        journal.add(removals.get(2));
      }
      assertThat(file).hasContent(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "precious",
        "{}",
        "[1]",
        "{'step':2,'layer':'layer1','neuron':0,'error':1,'seconds':1}",
        "{'step':1,'layer':'layer4','neuron':0,'error':1,'seconds':1}",
        "{'step':1,'layer':'layer3','neuron':0,'error':1,'seconds':1}",
        "{'step':1,'layer':'layer1','neuron':12,'error':1,'seconds':1}",
        "{'step':1,'layer':'layer1','neuron':-1,'error':1,'seconds':1}",
        "{'step':1,'layer':'layer1','neuron':0,'error':1,'seconds':1",
        "{'step':1,'layer':'layer1','neuron':0,'error':1,'audit':{'layer':'layer1','neuron':12}}",
      })
  void whatIsNoRemovalFromThisNetworkIsRefusedAndLeftAsItIs(String line) throws IOException {
    Path file = folder.resolve("removals.jsonl");
    Files.writeString(file, line.replace('\'', '"') + "\n");
    String before = Files.readString(file);
    try (Lab lab = lab();
        Journal journal = new Journal(folder)) {
      assertThatThrownBy(() -> journal.removals(lab.network().anatomy()))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("line 1");
    }
    assertThat(file).content().isEqualTo(before);
  }

  @Test
  void aNeuronGoesOnce() throws IOException {
    String line = "{\"step\":%d,\"layer\":\"layer1\",\"neuron\":3,\"error\":1}%n";
    Files.writeString(
        folder.resolve("removals.jsonl"), String.format(line, 1) + String.format(line, 2));
    try (Lab lab = lab();
        Journal journal = new Journal(folder)) {
      assertThatThrownBy(() -> journal.removals(lab.network().anatomy()))
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void aJournalThatIsOpenIsInUse() {
    try (Journal journal = new Journal(folder)) {
      assertThatThrownBy(() -> new Journal(folder))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("'" + folder + "' is in use");
      journal.add(removal(1, 0.5));
    }
    new Journal(folder).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidSo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Journal(file.resolve("run")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("cannot be used");
  }
}
