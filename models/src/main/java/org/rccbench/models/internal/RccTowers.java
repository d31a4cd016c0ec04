package org.rccbench.models.internal;

/** Both networks of an RCC checkpoint. */
record RccTowers(GptNeox encoder, GptNeox decoder) implements AutoCloseable {

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
