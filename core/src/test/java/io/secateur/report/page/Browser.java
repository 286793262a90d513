package io.secateur.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium with one page: {@code SECATEUR_CHROMIUM}, where that is set, which must then
 * work; else the one on the path; where there is none, tests are skipped.
 */
final class Browser implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");

  private final Path profile;
  private final Process process;
  private final DevTools tools;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  private Browser(Path program, Path profile) throws IOException {
    this.profile = profile;
    this.process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.tools = new DevTools(DevTools.await(address(process), "starting " + program), this::hear);
    String target =
        tools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asText();
    this.session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts it; skips the test where there is none. */
  static Browser start() throws IOException {
    Path program = program();
    if (program == null) {
      return Assumptions.abort("no chromium on the path, so pages are not looked at");
    }
    return new Browser(program, Files.createTempDirectory("secateur-browser"));
  }

  private static @Nullable Path program() {
    String named = System.getenv("SECATEUR_CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /**
   * The browser tells it on standard error, which is read to its end, so that it does not block.
   */
  private static CompletableFuture<URI> address(Process process) {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher found = LISTENS.matcher(line);
                  if (found.find()) {
                    address.complete(URI.create(found.group(1)));
                  }
                }
              } catch (IOException e) {
                address.completeExceptionally(e);
              }
              address.completeExceptionally(new IllegalStateException("the browser ended"));
            });
    reader.setDaemon(true);
    reader.start();
    return address;
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  private void hear(JsonNode event) {
    JsonNode of = event.path("params");
    switch (event.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Runtime.exceptionThrown" -> complaints.add(of.at("/exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning").contains(of.path("type").asText())) {
          complaints.add(of.path("args").toString());
        }
      }
      case "Log.entryAdded" -> complaints.add(of.at("/entry/text").asText());
      case "Network.requestWillBeSent" -> {
        String url = of.at("/request/url").asText();
        if (!url.startsWith("file:") && !url.startsWith("data:")) {
          complaints.add("asked the network for " + url);
        }
      }
      default -> {}
    }
  }

  /** Loads a file in a window of this size. */
  void open(Path file, int width, int height, boolean dark) {
    complaints.clear();
    loaded = new CompletableFuture<>();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    DevTools.await(loaded, "loading " + file);
    settle();
  }

  /** Waits until what was asked for is on the screen. */
  void settle() {
    eval(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
  }

  /** The value of an expression, a promise's when it is kept. */
  JsonNode eval(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.at("/result/value");
  }

  /** Presses and releases a key that is named as in a keyboard event, such as ArrowRight. */
  void press(String key, int code) {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
    settle();
  }

  /** Moves the mouse there. */
  void point(double x, double y) {
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    settle();
  }

  /** The whole page as PNG. */
  byte[] screenshot() {
    JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    Map<String, Object> clip =
        Map.of(
            "x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
    return bytes(
        call(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)));
  }

  /** The page as it is printed, as PDF on A4. */
  byte[] print() {
    return bytes(
        call(
            "Page.printToPDF",
            Map.of("printBackground", true, "paperWidth", 8.27, "paperHeight", 11.69)));
  }

  private static byte[] bytes(JsonNode result) {
    return Base64.getDecoder().decode(result.get("data").asText());
  }

  /** What the page complained of, and what it asked the network for. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Ends it with every process that it started: until then they write to the profile. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(Browser::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
