package org.rccbench.models.internal;

import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.RccConfig;

/** Which encoder levels the decoder's blocks get, by how many each of them takes. */
enum LevelRule {
  /** None: the encoder's last level is the decoder's input, and all that it gets. */
  TOP(0),
  /** Level i + 1 behind block i, counted from 0. */
  FIRST(1),
  /** The mean of levels 2 i + 1 and 2 i + 2 behind block i (layers_Equal). */
  PAIRS(2);

  private final int perBlock;

  LevelRule(int perBlock) {
    this.perBlock = perBlock;
  }

  static LevelRule of(RccConfig config) {
    if (config.architecture() != Architecture.RCC) {
      return TOP;
    }
    return config.pairs() ? PAIRS : FIRST;
  }

  /** Encoder levels that a decoder block takes. */
  int perBlock() {
    return perBlock;
  }

  /**
   * Encoder blocks that are run. The level behind the decoder's last block is used behind the
   * context's last slots alone (gpt_neox.py, slots).
   *
   * @param last whether these are the context's last slots
   */
  int blocks(RccTowers towers, boolean last) {
    if (this == TOP) {
      return towers.encoder().config().layers();
    }
    int depth = towers.decoder().config().layers();
    return perBlock * (last ? depth : depth - 1);
  }

  /** Encoder levels that are kept of a slot, the input included. */
  int kept(RccTowers towers) {
    return this == TOP ? 1 : blocks(towers, true) + 1;
  }
}
