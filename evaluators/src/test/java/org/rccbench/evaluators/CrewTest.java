package org.rccbench.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is written by one thread, and no worker goes on before its line is written. */
class CrewTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everythingIsWrittenByTheThreadThatMadeTheCrew(int size) {
    Crew crew = new Crew(size);
    List<String> written = new ArrayList<>(); // no lock: one thread alone adds
    Set<Thread> writers = new HashSet<>();
    crew.run(
        worker -> {
          for (int i = 0; i < 200; i++) {
            String line = worker + ":" + i;
            crew.write(
                () -> {
                  writers.add(Thread.currentThread());
                  written.add(line);
                });
            assertThat(written.contains(line) || size > 1).isTrue();
          }
        });
    assertThat(writers).containsExactly(Thread.currentThread());
    assertThat(written).hasSize(200 * size).doesNotHaveDuplicates();
  }

  @Test
  void workersWorkAtTheSameTime() {
    Crew crew = new Crew(3);
    CountDownLatch all = new CountDownLatch(3);
    Set<Integer> met = ConcurrentHashMap.newKeySet();
    crew.run(
        worker -> {
          all.countDown();
          try {
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          met.add(worker);
        });
    assertThat(met).containsExactlyInAnyOrder(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureOfOneEndsAllAndIsThrown(int size) {
    Crew crew = new Crew(size);
    assertThatThrownBy(
            () ->
                crew.run(
                    worker -> {
                      if (worker == size - 1) {
                        crew.write(
                            () -> {
                              throw new IllegalStateException("the disk is full");
                            });
                      }
                      while (!crew.stopped()) {
                        Thread.onSpinWait();
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the disk is full");
  }

  @Test
  void anInterruptOfTheWriterStopsTheWorkersAndStays() {
    Crew crew = new Crew(2);
    Thread writer = Thread.currentThread();
    List<Integer> written = new ArrayList<>();
    crew.run(
        worker -> {
          writer.interrupt();
          while (!crew.stopped()) {
            Thread.onSpinWait();
          }
          crew.write(() -> written.add(worker));
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(written).as("what was at hand is written").containsExactlyInAnyOrder(0, 1);
  }
}
