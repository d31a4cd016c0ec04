package org.rccbench.bench;

import java.io.IOException;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Memory;
import org.rccbench.models.MemoryFloor;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.TorchEngine;

/**
 * The measuring sequence of one point, in a process that does nothing else: engine, idle, model,
 * context, answer, peak.
 */
final class PointMeter {
  private static final int[] PROMPT = {1, 2, 3, 4};
  private static final int NEW_TOKENS = 16;

  private final ProcMemory memory;
  private final String gpuProgram;

  PointMeter(ProcMemory memory) {
    this(memory, GpuMemory.PROGRAM);
  }

  /**
   * Prepares.
   *
   * @param gpuProgram what tells the memory of a GPU, asked for a model on one alone
   */
  PointMeter(ProcMemory memory, String gpuProgram) {
    this.memory = memory;
    this.gpuProgram = gpuProgram;
  }

  /**
   * Measures one point.
   *
   * @param returnFreedBlocks true where the peak is what counts, false where time is
   */
  PointReading measure(ModelSpec spec, long tokens, long seed, boolean returnFreedBlocks)
      throws IOException {
    memory.volunteerForOutOfMemoryKill();
    if (returnFreedBlocks) {
      Libc.returnFreedBlocks();
    }
    TorchEngine.start();
    System.gc();
    Libc.trim();
    GpuMemory gpu = spec.device().equals("cpu") ? null : GpuMemory.of(gpuProgram, spec.device());
    // before the model on a GPU too, so that what the driver takes for the process counts: the
    // paper's bars have it
    long idle = gpu == null ? memory.resident() : gpu.used();
    memory.resetPeak();
    try (ContextModel model = ContextModels.open(spec)) {
      ModelCard card = model.card();
      Context context = TokenContext.random(tokens, card.vocabulary(), seed);
      try (Memory read = model.read(context)) {
        Generation answer = read.generate(PROMPT, Decoding.greedy(NEW_TOKENS));
        MemoryFloor floor = MemoryFloor.of(spec, card, read.ledger(), answer.positions());
        return new PointReading(
            card,
            idle,
            Math.max(idle, gpu == null ? memory.peak() : gpu.used()),
            answer.positions(),
            floor.kvBytes(),
            floor.levelBytes(),
            read.readTimes().plus(answer.times()),
            Math.max(0, answer.ids().length - 1));
      }
    }
  }
}
