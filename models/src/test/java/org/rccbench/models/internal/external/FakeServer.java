package org.rccbench.models.internal.external;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server in this process that gives prepared answers, one after the other, and keeps requests.
 */
final class FakeServer implements AutoCloseable {
  /** Waits instead of answering. */
  static final int SILENT = -1;

  /** Ends the line instead of answering. */
  static final int HANGS_UP = -2;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Prepared> prepared = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();

  private record Prepared(int status, String body, String retryAfter) {}

  /**
   * What came in.
   *
   * @param authorization the header, or null
   */
  record Request(String method, String path, String authorization, String body) {}

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  synchronized FakeServer then(int status, String body) {
    prepared.add(new Prepared(status, body, null));
    return this;
  }

  synchronized FakeServer thenWait(int status, String retryAfter) {
    prepared.add(new Prepared(status, "{}", retryAfter));
    return this;
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private synchronized Prepared next(Request request) {
    requests.add(request);
    return prepared.isEmpty() ? new Prepared(418, "nothing prepared", null) : prepared.poll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Prepared answer = next(request);
    if (answer.status() == SILENT) {
      return;
    }
    if (answer.status() != HANGS_UP) {
      if (answer.retryAfter() != null) {
        exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
