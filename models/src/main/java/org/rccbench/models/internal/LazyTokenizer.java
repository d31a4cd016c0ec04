package org.rccbench.models.internal;

import java.nio.file.Path;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.models.Tokenizer;

/** A tokenizer that is read when text first needs it: contexts given as ids work without one. */
final class LazyTokenizer implements TextEncoder, AutoCloseable {
  private final Path folder;
  private Tokenizer tokenizer;

  LazyTokenizer(TowerSource source) {
    this.folder = source.checkpoint() == null ? null : source.checkpoint().folder();
  }

  synchronized Tokenizer get() {
    if (tokenizer == null) {
      tokenizer = folder == null ? Tokenizer.bytes() : Tokenizer.load(folder);
    }
    return tokenizer;
  }

  @Override
  public int[] encode(String text) {
    return get().encode(text);
  }

  @Override
  public synchronized void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
