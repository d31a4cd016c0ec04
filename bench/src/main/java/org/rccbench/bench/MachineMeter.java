package org.rccbench.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rccbench.models.TorchEngine;
import org.rccbench.reports.gate.MachineScore;

/**
 * Scores this machine with the engine and as many threads as models get: the best of several tries,
 * since whatever else runs only makes a try slower. Takes about a second.
 */
final class MachineMeter {
  private static final int TRIES = 9;
  private static final int WIDTH = 768;
  private static final int PRODUCTS = 8;
  private static final long FLOATS = 64L << 20;
  private static final double FLOPS_OF_A_CELL = 2;

  private MachineMeter() {}

  /** Measures. */
  static MachineScore measure() {
    try (NDManager manager = TorchEngine.start().newBaseManager(Device.cpu())) {
      double products = PRODUCTS * FLOPS_OF_A_CELL * WIDTH * WIDTH * WIDTH;
      return new MachineScore(
          products / best(square(manager), MachineMeter::multiply),
          FLOATS * (double) Float.BYTES / best(manager.ones(new Shape(FLOATS)), MachineMeter::sum));
    }
  }

  private static NDArray square(NDManager manager) {
    return manager.ones(new Shape(WIDTH, WIDTH)).div(WIDTH);
  }

  private static void multiply(NDArray square) {
    for (int i = 0; i < PRODUCTS; i++) {
      square.matMul(square).close();
    }
  }

  private static void sum(NDArray array) {
    array.sum().close();
  }

  /** What is done between two readings of the clock. */
  private interface Work {
    void on(NDArray array);
  }

  private static double best(NDArray array, Work work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      work.on(array);
      best = Math.min(best, System.nanoTime() - start);
    }
    array.close();
    return best;
  }
}
