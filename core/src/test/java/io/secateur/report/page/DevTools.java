package io.secateur.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that speaks the Chrome DevTools Protocol: calls with answers, and events. */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final StringBuilder text = new StringBuilder();
  private final Consumer<JsonNode> events;
  private final WebSocket socket;

  DevTools(URI address, Consumer<JsonNode> events) {
    this.events = events;
    this.socket =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .build()
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(SECONDS))
            .buildAsync(address, this)
            .join();
  }

  /** What a method gives; fails in the browser's words. */
  JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    socket.sendText(message.toString(), true).join();
    return await(answer, method);
  }

  static <T> T await(CompletableFuture<T> future, String what) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + " took more than " + SECONDS + " s", e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(what + " failed", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
    text.append(data);
    if (isLast) {
      String whole = text.toString();
      text.setLength(0);
      take(whole);
    }
    from.request(1);
    return null;
  }

  private void take(String message) {
    JsonNode json;
    try {
      json = JSON.readTree(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!json.has("id")) {
      events.accept(json);
      return;
    }
    CompletableFuture<JsonNode> call = calls.remove(json.get("id").asInt());
    if (call != null && json.has("error")) {
      call.completeExceptionally(new IllegalStateException(json.get("error").toString()));
    } else if (call != null) {
      call.complete(json.path("result"));
    }
  }
}
