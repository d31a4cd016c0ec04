package org.rccbench.evaluators;

import java.util.Optional;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Tokenizer;

/** In which tokenizer a run counts: the suite's where it names one, else each model's own. */
public final class Counting implements AutoCloseable {
  private final Optional<Tokenizer> shared;

  private Counting(Optional<Tokenizer> shared) {
    this.shared = shared;
  }

  /** Opens the tokenizer of a suite that names one. */
  public static Counting of(Suite suite) {
    return new Counting(suite.tokenizer().map(SuiteTokenizer::open));
  }

  /** What tasks need to know about a model of the suite. */
  public Subject subject(ContextModel model) {
    Subject alone = Subject.of(model);
    return shared.map(alone::countedIn).orElse(alone);
  }

  @Override
  public void close() {
    shared.ifPresent(Tokenizer::close);
  }
}
