package org.rccbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rccbench.models.Inspection;
import org.rccbench.models.Ledger;
import org.rccbench.models.LevelStatistics;
import org.rccbench.models.ModelCard;
import org.rccbench.models.checkpoint.Checkpoint;

/** An {@link Inspection} in the field names of the golden files, and as text for people. */
final class InspectionReport {
  private InspectionReport() {}

  static Map<String, String> tensors(Checkpoint checkpoint) {
    Map<String, String> shapes = new LinkedHashMap<>();
    checkpoint
        .tensors()
        .forEach((name, tensor) -> shapes.put(name, tensor.dtype() + " " + tensor.shape()));
    return shapes;
  }

  static Map<String, Object> numbers(Inspection inspection) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (inspection.ledger() != null) {
      all.put("ledger", inspection.ledger());
      Map<String, Object> compressed = new LinkedHashMap<>();
      compressed.put("slots", inspection.ledger().slots());
      compressed.put(
          "levels", inspection.compressed().stream().map(InspectionReport::slotLevel).toList());
      all.put("compressed", compressed);
    }
    all.put("input_ids", inspection.tokens());
    all.put("token_logprobs", inspection.logProbabilities());
    all.put("logprob_sum", Arrays.stream(inspection.logProbabilities()).sum());
    all.put("last_logits", lastLogits(inspection));
    all.put("hidden_states", inspection.hidden().stream().map(InspectionReport::level).toList());
    all.put("greedy", inspection.greedy());
    return all;
  }

  private static Map<String, Object> lastLogits(Inspection inspection) {
    float[] logits = inspection.lastLogits();
    int best = inspection.argmax();
    int second = best == 0 ? 1 : 0;
    for (int i = 0; i < logits.length; i++) {
      if (i != best && logits[i] > logits[second]) {
        second = i;
      }
    }
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("first16", Arrays.copyOf(logits, Math.min(16, logits.length)));
    last.put("argmax", best);
    last.put("second", second);
    last.put("margin", logits[best] - logits[second]);
    last.put("logsumexp", inspection.logSumExp());
    return last;
  }

  private static Map<String, Object> level(LevelStatistics level) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("mean", level.mean());
    numbers.put("std", level.std());
    numbers.put("last_first4", level.lastRow());
    return numbers;
  }

  private static Map<String, Object> slotLevel(LevelStatistics level) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("mean", level.mean());
    numbers.put("std", level.std());
    numbers.put("first_slot_first4", level.firstRow());
    numbers.put("last_slot_first4", level.lastRow());
    return numbers;
  }

  static String text(ModelCard card, Map<String, Object> all, Inspection inspection) {
    List<String> lines = new ArrayList<>();
    lines.add(card.source() + ": " + card.description());
    lines.add("weights     " + card.weights() + (card.trained() ? "" : " (random, untrained)"));
    lines.add(
        String.format(
            Locale.ROOT,
            "parameters  %,d in use, %,d bytes, vocabulary %d, trained positions %d",
            card.parameters(),
            card.weightBytes(),
            card.vocabulary(),
            card.trainedPositions()));
    lines.add("arithmetic  " + card.arithmetic() + ", on " + card.device());
    if (all.get("tensors") instanceof Map<?, ?> tensors) {
      lines.add("tensors     " + tensors.size() + " in the files; --json lists them");
    }
    if (inspection != null) {
      numbers(lines, inspection);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static void numbers(List<String> lines, Inspection inspection) {
    if (inspection.ledger() != null) {
      context(lines, inspection.ledger());
      levels(lines, "compressed", inspection.compressed(), InspectionReport::slotRows);
    }
    levels(lines, "hidden", inspection.hidden(), InspectionReport::lastRow);
    double[] logProbabilities = inspection.logProbabilities();
    lines.add(
        String.format(
            Locale.ROOT,
            "log p       sum %.6f over %d tokens",
            Arrays.stream(logProbabilities).sum(),
            logProbabilities.length));
    lines.add(
        String.format(
            Locale.ROOT,
            "last logits argmax %d (%.6f), logsumexp %.6f",
            inspection.argmax(),
            inspection.lastLogits()[inspection.argmax()],
            inspection.logSumExp()));
    lines.add("greedy      " + Arrays.toString(inspection.greedy()));
  }

  private static void context(List<String> lines, Ledger ledger) {
    lines.add(
        String.format(
            Locale.ROOT,
            "context     %d tokens given, %d read, %d read twice, %d dropped",
            ledger.given(),
            ledger.read(),
            ledger.padded(),
            ledger.dropped()));
    lines.add(
        String.format(
            Locale.ROOT,
            "slots       %d from %d windows, rate %d asked, %.2f real; %,d bytes of keys and"
                + " values, %,d of levels",
            ledger.slots(),
            ledger.windows(),
            ledger.rateAsked(),
            ledger.rateReal(),
            ledger.kvBytes(),
            ledger.slotBytes()));
    if (!ledger.notes().isEmpty()) {
      lines.add("note        " + ledger.notes());
    }
  }

  /** A line a level: mean, standard deviation, first values, as {@code --json} has them. */
  private static void levels(
      List<String> lines,
      String what,
      List<LevelStatistics> levels,
      Function<LevelStatistics, String> rows) {
    for (int i = 0; i < levels.size(); i++) {
      LevelStatistics level = levels.get(i);
      lines.add(
          String.format(
              Locale.ROOT,
              "%-11s %2d mean %.6f, std %.6f, %s",
              what,
              i,
              level.mean(),
              level.std(),
              rows.apply(level)));
    }
  }

  private static String lastRow(LevelStatistics level) {
    return "last row " + values(level.lastRow());
  }

  private static String slotRows(LevelStatistics level) {
    return "first slot " + values(level.firstRow()) + ", last slot " + values(level.lastRow());
  }

  private static String values(List<Float> row) {
    return row.stream()
        .map(value -> String.format(Locale.ROOT, "%.6f", value))
        .collect(Collectors.joining(" "));
  }
}
