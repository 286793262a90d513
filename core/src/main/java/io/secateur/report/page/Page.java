package io.secateur.report.page;

import java.nio.file.Path;
import java.util.List;

/**
 * A page: what it says before anything else, and its sections in order. What has no data is left
 * out by leaving out its section.
 *
 * @param title the heading, such as the name of a network
 * @param lead the result in a sentence or two
 * @param sections what is shown
 * @param facts how it came about, shown small at the end
 */
public record Page(String title, String lead, List<Section> sections, List<Fact> facts) {
  /** A name and its value, such as {@code data} and {@code 2,000 samples of x.npz}. */
  public record Fact(String name, String value) {}

  public Page {
    sections = List.copyOf(sections);
    facts = List.copyOf(facts);
  }

  /**
   * Writes it as one self-contained HTML file, whole or not at all.
   *
   * @throws io.secateur.model.UnusableException if the file cannot be written
   */
  public void write(Path file) {
    Html.write(this, file);
  }
}
