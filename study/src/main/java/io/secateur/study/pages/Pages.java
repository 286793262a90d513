package io.secateur.study.pages;

import io.secateur.report.LineChart;
import io.secateur.report.page.Chapter;
import io.secateur.report.page.Claims;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Grid;
import io.secateur.report.page.Page;
import io.secateur.report.page.Section;
import io.secateur.study.claims.Evidence;
import io.secateur.study.claims.Finding;
import io.secateur.study.claims.Readings;
import io.secateur.study.experiments.Experiment;
import io.secateur.study.experiments.Lab;
import io.secateur.study.experiments.Shelf;
import io.secateur.study.experiments.Trace;
import io.secateur.study.views.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One page for an experiment, and one for all. */
public final class Pages {
  private static final String PAPER =
      "Wolfe, Sharma, Drude and Raj, The Incredible Shrinking Neural Network (arXiv 1701.04465)";

  private static final String ONCE = "Ranked once";

  private Pages() {}

  /** Writes {@code page.html} into an experiment's folder. */
  public static void one(Lab lab, Experiment experiment, Evidence evidence) {
    List<Section> sections = new ArrayList<>();
    List<Finding> own =
        io.secateur.study.claims.Claims.test(evidence).stream()
            .filter(f -> f.experiment().equals(experiment.name()))
            .toList();
    if (!own.isEmpty()) {
      sections.add(claims(own, false));
    }
    sections.addAll(curves(lab, experiment, evidence));
    Path first = lab.folder(experiment.name(), 1);
    sections.addAll(Kept.walk(first));
    sections.addAll(layers(lab, experiment));
    sections.addAll(Kept.surfaces(first));
    sections.addAll(Kept.pairs(first));
    sections.addAll(tables(lab, experiment));
    Path folder = lab.folder(experiment.name());
    page(experiment.name(), experiment.title(), sections, lab).write(folder.resolve("page.html"));
    sections.stream()
        .filter(Curves.class::isInstance)
        .map(Curves.class::cast)
        .forEach(curves -> pictures(curves, folder));
  }

  /**
   * The curves as SVG: {@code error.svg}, {@code accuracy.svg}, and the same of a single ranking.
   */
  private static void pictures(Curves curves, Path folder) {
    String order = curves.title().equals(ONCE) ? "-single" : "";
    new LineChart(curves, LineChart.Measure.ERROR).write(folder.resolve("error" + order + ".svg"));
    if (curves.lines().stream().allMatch(line -> line.accuracy() != null)) {
      new LineChart(curves, LineChart.Measure.ACCURACY)
          .write(folder.resolve("accuracy" + order + ".svg"));
    }
  }

  /** Writes {@code index.html} into the folder of all. */
  public static void all(Lab lab, List<Experiment> made, Evidence evidence) {
    List<Finding> findings = io.secateur.study.claims.Claims.test(evidence);
    List<Section> sections = new ArrayList<>();
    sections.add(claims(findings, true));
    for (Experiment experiment : made) {
      String more = "; its neurons one by one are in " + experiment.name() + "/page.html";
      boolean isSeen = !Kept.walk(lab.folder(experiment.name(), 1)).isEmpty();
      sections.add(new Chapter(experiment.name(), experiment.title() + (isSeen ? more : "")));
      sections.addAll(curves(lab, experiment, evidence));
      sections.addAll(layers(lab, experiment));
      sections.addAll(Kept.pairs(lab.folder(experiment.name(), 1)));
      sections.addAll(tables(lab, experiment));
    }
    page("The paper, reproduced", verdicts(findings), sections, lab)
        .write(lab.out().resolve("index.html"));
  }

  private static Page page(String title, String lead, List<Section> sections, Lab lab) {
    List<Page.Fact> facts =
        List.of(
            new Page.Fact("paper", PAPER),
            new Page.Fact("networks of an experiment", String.valueOf(lab.seeds())),
            new Page.Fact("size", lab.scale().name().toLowerCase(Locale.ROOT)));
    return new Page(title, lead, sections, facts);
  }

  /** How many claims hold, in words. */
  public static String verdicts(List<Finding> findings) {
    return "Of "
        + findings.size()
        + " claims, "
        + count(findings, Finding.Verdict.HOLDS)
        + " hold, "
        + count(findings, Finding.Verdict.PARTLY)
        + " hold partly and "
        + count(findings, Finding.Verdict.FAILS)
        + " do not hold.";
  }

  private static long count(List<Finding> findings, Finding.Verdict verdict) {
    return findings.stream().filter(f -> f.verdict() == verdict).count();
  }

  private static Claims claims(List<Finding> findings, boolean named) {
    return new Claims(
        "Claims",
        "A claim holds where it does in four of five networks, partly where it does in one of"
            + " five.",
        findings.stream().map(f -> claim(f, named)).toList());
  }

  private static Claims.Claim claim(Finding finding, boolean named) {
    Claims.Verdict verdict =
        switch (finding.verdict()) {
          case HOLDS -> Claims.Verdict.HOLDS;
          case PARTLY -> Claims.Verdict.PARTLY;
          case FAILS -> Claims.Verdict.FAILS;
        };
    String name = named ? finding.experiment() + ": " : "";
    return new Claims.Claim(
        name + finding.statement() + " (" + finding.where() + ")",
        finding.test(),
        verdict,
        finding.figure());
  }

  /** Curves, and what the paper shows of them beside ours. */
  private static List<Section> curves(Lab lab, Experiment experiment, Evidence evidence) {
    List<Section> sections = new ArrayList<>();
    List<Trace> traces = Shelf.traces(lab, experiment.name());
    for (String order : List.of("reranked", "single")) {
      if (traces.stream().anyMatch(t -> t.method().endsWith(", " + order))) {
        String title = order.equals("single") ? ONCE : "Ranked again and again";
        sections.add(Charts.curves(title, traces, order, experiment.error()));
      }
    }
    List<List<String>> beside = Readings.beside(experiment.name(), evidence);
    if (!beside.isEmpty()) {
      sections.add(
          new Grid(
              "The paper's figures beside ours",
              "The paper's as they were read off its figures; ours are the median of the networks,"
                  + " the least and the most. Errors are sums of squares, without the half.",
              List.of("what", "paper", "ours"),
              beside));
    }
    return sections;
  }

  private static List<Section> layers(Lab lab, Experiment experiment) {
    List<Trace> traces = Shelf.traces(lab, experiment.name());
    return !traces.isEmpty() && Charts.hasLayers(traces)
        ? List.of(Charts.shares(traces))
        : List.of();
  }

  private static List<Section> tables(Lab lab, Experiment experiment) {
    List<Section> sections = new ArrayList<>();
    for (Shelf.Table table : Shelf.tables(lab, experiment.name())) {
      sections.add(new Grid(table.title(), table.note(), table.header(), table.rows()));
    }
    return sections;
  }
}
