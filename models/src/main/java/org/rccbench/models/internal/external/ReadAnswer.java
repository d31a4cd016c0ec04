package org.rccbench.models.internal.external;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rccbench.models.Ledger;
import org.rccbench.models.MemoryReport;
import org.rccbench.models.PhaseTimes;

/**
 * What a program says about a context that it has read.
 *
 * @param ledger of what is not reported a stand-in: everything read, nothing kept
 * @param bytes bytes kept, 0 where not reported
 * @param times 0 where not reported
 * @param reports what was reported
 */
record ReadAnswer(Ledger ledger, long bytes, PhaseTimes times, Set<MemoryReport> reports) {
  private static final Set<String> FIELDS = Set.of("ledger", "bytes", "seconds");
  private static final Set<String> LEDGER =
      Set.of(
          "given",
          "read",
          "padded",
          "dropped",
          "windows",
          "slots",
          "rate",
          "kv_bytes",
          "slot_bytes",
          "notes");

  /**
   * Reads it.
   *
   * @param tokens of the context, as this side counts
   * @param sameTokens whether the program counts the same ones
   * @param rate the card's, for a reading that tells none
   * @throws MalformedAnswerException naming what is wrong
   */
  static ReadAnswer of(Fields fields, long tokens, boolean sameTokens, int rate) {
    fields.only(FIELDS);
    Set<MemoryReport> reports = EnumSet.noneOf(MemoryReport.class);
    Ledger ledger = Ledgers.nothingKnown(tokens, rate);
    Optional<Fields> told = fields.object("ledger");
    if (told.isPresent()) {
      ledger = ledger(told.get().only(LEDGER), tokens, sameTokens, rate);
      reports.add(MemoryReport.TOKENS);
      if (told.get().has("kv_bytes") && told.get().has("slot_bytes")) {
        reports.add(MemoryReport.LEDGER_BYTES);
      }
    }
    if (fields.has("bytes")) {
      reports.add(MemoryReport.BYTES);
    }
    PhaseTimes times = PhaseTimes.ZERO;
    Optional<Fields> seconds = fields.object("seconds");
    if (seconds.isPresent()) {
      seconds.get().only(Set.of("encode", "prefill"));
      times =
          new PhaseTimes(
              seconds.get().seconds("encode").orElse(0),
              seconds.get().seconds("prefill").orElseThrow(() -> Fields.missing("prefill")),
              0,
              0);
      reports.add(MemoryReport.READ_TIMES);
    }
    return new ReadAnswer(ledger, fields.count("bytes").orElse(0), times, reports);
  }

  private static Ledger ledger(Fields fields, long tokens, boolean sameTokens, int rate) {
    long given = fields.count("given").orElse(tokens);
    if (sameTokens && given != tokens) {
      throw new MalformedAnswerException(
          "ledger.given is " + given + ", but " + tokens + " ids were sent");
    }
    long read = fields.count("read").orElseThrow(() -> Fields.missing("ledger.read"));
    long slots = fields.count("slots").orElse(0);
    long windows = fields.count("windows").orElse(0);
    long positions = windows > 0 || slots > 0 ? slots : read;
    try {
      return new Ledger(
          given,
          read,
          fields.count("padded").orElse(0),
          fields.count("dropped").orElse(given - read),
          windows,
          slots,
          Math.toIntExact(Math.max(1, fields.count("rate").orElse(rate))),
          positions == 0 ? Double.NaN : (double) read / positions,
          fields.count("kv_bytes").orElse(0),
          fields.count("slot_bytes").orElse(0),
          Excerpt.of(fields.text("notes").orElse("")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedAnswerException("ledger: " + e.getMessage());
    }
  }
}
