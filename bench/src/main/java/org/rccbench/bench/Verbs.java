package org.rccbench.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The verbs, in the order of the help. */
enum Verbs {
  REPRODUCE(ReproduceVerb::new),
  RUN(RunVerb::new),
  MERGE(MergeVerb::new),
  PLAN(PlanVerb::new),
  ASK(AskVerb::new),
  INSPECT(InspectVerb::new),
  TRAIN(TrainVerb::new),
  DATA(DataVerb::new),
  TOKENIZER(TokenizerVerb::new),
  SCORE(ScoreVerb::new),
  RESCORE(RescoreVerb::new),
  COMPARE(CompareVerb::new),
  MEASURE_IMPORT(MeasureImportVerb::new),
  REPORT(ReportVerb::new),
  GATE(GateVerb::new),
  DOCTOR(DoctorVerb::new),
  MEASURE_POINT(MeasurePointVerb::new);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final Supplier<Object> verb;

  Verbs(Supplier<Object> verb) {
    this.verb = verb;
  }

  /**
   * Adds the verb that the first word names, else all of them: reading the options of every verb
   * takes longer than scoring a small file.
   */
  static void addTo(CommandLine line, String... words) {
    boolean named = words.length > 0 && Arrays.stream(values()).anyMatch(v -> v.is(words[0]));
    Arrays.stream(values())
        .filter(v -> !named || v.is(words[0]))
        .forEach(v -> line.addSubcommand(v.word(), v.verb.get()));
  }

  private boolean is(String word) {
    return word().equals(word);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
