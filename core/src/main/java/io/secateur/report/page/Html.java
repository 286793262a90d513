package io.secateur.report.page;

import io.secateur.model.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts a page together: template, style, scripts, charts and data in one file. */
final class Html {
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/";

  /** The scripts share one scope; each uses what stands before it. */
  private static final List<String> SCRIPTS =
      List.of(
          "format",
          "dom",
          "theme",
          "lines",
          "chart",
          "labels",
          "curves",
          "cells",
          "confusion",
          "plane",
          "portrait",
          "walk",
          "claims",
          "shares",
          "pairs",
          "surfaces",
          "balance",
          "grid",
          "page");

  /** Where something is put into the template. */
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

  private Html() {}

  static void write(Page page, Path file) {
    WholeFile.write(file, text(page));
  }

  static String text(Page page) {
    return PLACE
        .matcher(own("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(part(page, place.group(1))));
  }

  private static String part(Page page, String name) {
    return switch (name) {
      case "title" -> escape(page.title());
      case "style" -> own("page.css");
      case "version" -> version();
      case "charts" -> read(CHARTS + version() + "/echarts.common.min.js");
      case "scripts" -> scripts();
      case "data" -> PageData.text(page);
      default -> throw new IllegalStateException("the template wants '" + name + "'");
    };
  }

  private static String scripts() {
    return SCRIPTS.stream()
        .map(name -> own("js/" + name + ".js"))
        .collect(Collectors.joining("\n"));
  }

  /** The charts' version stands in their jar, and in the path to them. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Html.class.getResourceAsStream("/META-INF/maven/org.webjars/echarts/pom.properties")) {
      if (in == null) {
        throw new IllegalStateException("the charts' jar is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the charts' jar cannot be read", e);
    }
    return properties.getProperty("version", "");
  }

  private static String own(String name) {
    return read("/io/secateur/report/page/" + name);
  }

  private static String read(String resource) {
    try (InputStream in = Html.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("'" + resource + "' is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + resource + "' cannot be read", e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
