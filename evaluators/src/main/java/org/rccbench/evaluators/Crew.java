package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Workers and their one writer, which is the thread that made the crew: what they have done is
 * written there, one after the other, and a worker goes on when its line is on the disk. A crew of
 * one works in the writer's own thread.
 */
final class Crew {
  private static final long LOOK_AROUND_MILLIS = 20;

  private final int size;
  private final Thread writer = Thread.currentThread();
  private final BlockingQueue<FutureTask<Void>> writes = new LinkedBlockingQueue<>();
  private volatile boolean stopped;

  Crew(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }

  /** Whether the workers should end after the sample at hand: the writer was interrupted. */
  boolean stopped() {
    return stopped || writer.isInterrupted();
  }

  /**
   * Has the writer do something and waits until it is done.
   *
   * @throws RuntimeException what it throws; the other workers end as well then
   */
  void write(Runnable what) {
    if (Thread.currentThread() == writer) {
      what.run();
      return;
    }
    FutureTask<Void> task = new FutureTask<>(() -> stopIfItFails(what), null);
    writes.add(task);
    result(task);
  }

  private void stopIfItFails(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException | Error e) {
      stopped = true;
      throw e;
    }
  }

  /**
   * Gives every worker its number from 0 on, and writes until all have ended.
   *
   * @throws RuntimeException what one of them throws, once all have ended
   */
  void run(IntConsumer worker) {
    if (size == 1) {
      worker.accept(0);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(size, Crew::thread);
    List<Future<?>> jobs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = i;
      jobs.add(pool.submit(() -> stopIfItFails(() -> worker.accept(number))));
    }
    pool.shutdown();
    boolean interrupted = false;
    while (!writes.isEmpty() || !jobs.stream().allMatch(Future::isDone)) {
      interrupted |= !writeNext();
    }
    if (interrupted) {
      writer.interrupt();
    }
    jobs.forEach(Crew::result);
  }

  /** Returns false where the writer was interrupted instead. */
  private boolean writeNext() {
    try {
      FutureTask<Void> task = writes.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS);
      if (task != null) {
        task.run();
      }
      return true;
    } catch (InterruptedException e) {
      stopped = true;
      return false;
    }
  }

  private static Thread thread(Runnable job) {
    Thread thread = new Thread(job, "worker");
    thread.setDaemon(true);
    return thread;
  }

  private static void result(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a worker", e);
    }
  }
}
