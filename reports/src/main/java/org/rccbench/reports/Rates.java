package org.rccbench.reports;

import java.util.List;
import java.util.Optional;
import org.rccbench.evaluators.results.SampleLine;

/** The compression rate of a model, as its ledgers tell. */
final class Rates {
  private Rates() {}

  /** The rate asked for; empty where nothing is compressed, or the samples do not tell. */
  static Optional<Long> of(List<SampleLine> ofModel) {
    return ofModel.stream()
        .filter(line -> line.ledger() != null)
        .map(line -> line.ledger().get("rateAsked"))
        .filter(Number.class::isInstance)
        .map(rate -> ((Number) rate).longValue())
        .filter(rate -> rate > 1)
        .findFirst();
  }
}
