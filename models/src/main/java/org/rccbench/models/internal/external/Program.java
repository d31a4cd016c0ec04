package org.rccbench.models.internal.external;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A running program that answers lines with lines. Its processes are followed while it runs, so
 * that those that it started end with it, even where it ends first itself. When this process ends,
 * however it does, the program finds the end of its input.
 */
final class Program implements AutoCloseable {
  private static final int LONGEST_LINE = 16 << 20;
  private static final int KEPT_ERRORS = 2000;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Process process;
  private final InputStream answers;
  private final Set<ProcessHandle> started = new LinkedHashSet<>();
  private final StringBuilder errors = new StringBuilder();
  private final Thread errorReader;
  private final Thread hook = new Thread(this::kill, "end of a program");

  private Program(Process process) {
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
    this.errorReader = daemon(this::keepErrors, "errors of a program");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * How it is started.
   *
   * @param command its words
   * @param folder where it runs
   * @param hidden environment variables that it does not get, beside the usual one of a key
   */
  record Start(List<String> command, Path folder, Set<String> hidden) {}

  /**
   * Starts it.
   *
   * @throws IllegalStateException if it cannot be started
   */
  static Program start(Start how) {
    ProcessBuilder builder = new ProcessBuilder(how.command()).directory(how.folder().toFile());
    ApiKey.removeFrom(builder.environment(), how.hidden());
    try {
      return new Program(builder.start());
    } catch (IOException e) {
      throw new IllegalStateException(
          "the program \"" + how.command().get(0) + "\" cannot be started: " + e.getMessage(), e);
    }
  }

  /** The line is none: the program ended, or wrote what is no line of text. */
  static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenException(String message) {
      super(message);
    }
  }

  /**
   * Writes a line.
   *
   * @throws Patience.EndedException if the program takes none in this time
   * @throws BrokenException if it has ended
   */
  void write(byte[] line, Patience patience) throws Patience.EndedException, BrokenException {
    FutureTask<Void> written =
        new FutureTask<>(
            () -> {
              OutputStream in = process.getOutputStream();
              in.write(line);
              in.write('\n');
              in.flush();
              return null;
            });
    daemon(written, "line to a program");
    try {
      patience.await(written, this::look);
    } catch (ExecutionException e) {
      throw ended();
    }
  }

  /**
   * Reads a line.
   *
   * @throws Patience.EndedException if there is none in this time
   * @throws BrokenException if the program ended instead, or the line is too long or no UTF-8
   */
  String read(Patience patience) throws Patience.EndedException, BrokenException {
    FutureTask<String> read = new FutureTask<>(this::line);
    daemon(read, "line of a program");
    try {
      String line = patience.await(read, this::look);
      if (line == null) {
        throw ended();
      }
      return line;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokenException broken) {
        throw new BrokenException(broken.getMessage());
      }
      throw ended();
    } finally {
      look();
    }
  }

  private String line() throws IOException, BrokenException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = answers.read(); b != '\n'; b = answers.read()) {
      if (b < 0) {
        return null;
      }
      if (line.size() == LONGEST_LINE) {
        throw new BrokenException("the line is longer than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BrokenException("the line is no UTF-8");
    }
  }

  private BrokenException ended() {
    boolean hasEnded = waitFor(FAREWELL);
    kill();
    return new BrokenException(
        hasEnded ? "it ended with status " + process.exitValue() : "it closed its output");
  }

  /** The last words on its error output, for people to read; may be empty. */
  String errors() {
    joinErrorReader();
    synchronized (errors) {
      return errors.toString();
    }
  }

  private void joinErrorReader() {
    try {
      errorReader.join(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepErrors() {
    try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      char[] piece = new char[1024];
      for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
        synchronized (errors) {
          errors.append(piece, 0, n);
          errors.delete(0, Math.max(0, errors.length() - KEPT_ERRORS));
        }
      }
    } catch (IOException e) {
      // the program was ended: there is nothing more to keep
      return;
    }
  }

  /** Notes the processes that it has started so far. */
  private synchronized void look() {
    process.descendants().forEach(started::add);
    started.removeIf(handle -> !handle.isAlive());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it and all that it started, at once. */
  synchronized void kill() {
    look();
    process.destroyForcibly();
    Set<ProcessHandle> found = new LinkedHashSet<>(started);
    started.forEach(handle -> handle.descendants().forEach(found::add));
    found.forEach(ProcessHandle::destroyForcibly);
    waitFor(FAREWELL);
    started.clear();
    forgetHook();
  }

  private boolean waitFor(Duration time) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return !process.isAlive();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void forgetHook() {
    if (Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // this process is ending: the hook runs, and finds nothing to end
        return;
      }
    }
  }

  /** Closes its input, gives it a moment to end by itself, then ends what is left. */
  @Override
  public void close() {
    look();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      kill();
      return;
    }
    waitFor(FAREWELL);
    kill();
  }

  private static Thread daemon(Runnable job, String name) {
    Thread thread = new Thread(job, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
