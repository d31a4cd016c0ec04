package org.rccbench.evaluators;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.DatasetCard;
import org.rccbench.evaluators.results.RunRecord;
import org.rccbench.models.ModelCard;

/**
 * Fills run.json while a run goes on, and refuses to mix two models or data sets of one name in one
 * folder.
 */
final class Provenance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Suite suite;
  private final Path folder;
  private final Optional<RunRecord> previous;
  private final String started;
  private final SortedMap<String, SortedMap<String, Object>> models = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Object>> datasets = new TreeMap<>();
  private final SortedMap<String, String> scorers = new TreeMap<>();

  Provenance(Suite suite, Path folder) {
    this.suite = suite;
    this.folder = folder;
    this.previous = RunRecord.read(folder);
    this.started = previous.map(RunRecord::started).orElseGet(Provenance::now);
    previous.ifPresent(
        record -> {
          models.putAll(record.models());
          datasets.putAll(record.datasets());
          requireSameTokenizer(record.tokenizer());
        });
  }

  private void requireSameTokenizer(SortedMap<String, Object> before) {
    suite
        .tokenizer()
        .filter(now -> before != null && !now.sha256().equals(before.get("sha256")))
        .ifPresent(
            now -> {
              throw new IllegalStateException(
                  "the run counts in tokenizer \""
                      + before.get("name")
                      + "\" with sha256 "
                      + before.get("sha256")
                      + ", and the suite's \""
                      + now.name()
                      + "\" has sha256 "
                      + now.sha256()
                      + " now; put the tokenizer.json of before back, or use another folder");
            });
  }

  /** Opens the data of every task, so that a missing file is said before a model is opened. */
  void addTasks() {
    for (TaskEntry entry : suite.tasks()) {
      entry.task().sources().forEach(this::addData);
      entry.task().scorers().forEach(s -> scorers.put(s.profile(), s.signature()));
    }
  }

  /** Adds a model's card and writes the record. */
  void addModel(String name, ModelCard card) {
    SortedMap<String, Object> map = map(card);
    Identity.MODEL.requireSame(name, models.get(name), map);
    models.put(name, map);
    write(null);
  }

  /** Writes the record of a run that is complete. */
  void finish() {
    write(now());
  }

  /** Writes the record of a run that goes on. */
  void write() {
    write(null);
  }

  private void addData(DatasetCard card) {
    SortedMap<String, Object> map = map(card);
    Identity.DATA.requireSame(card.name(), datasets.get(card.name()), map);
    datasets.put(card.name(), map);
  }

  private void write(String finished) {
    new RunRecord(
            suite.text(),
            suite.sha256(),
            suite.tokenizer().map(SuiteTokenizer::card).orElse(null),
            models,
            datasets,
            suite.seeds().byPurpose(),
            scorers,
            Environment.versions(),
            Environment.machine(),
            Environment.jvmFlags(),
            Environment.commit(),
            started,
            finished)
        .write(folder);
  }

  private static SortedMap<String, Object> map(Object card) {
    return new TreeMap<>(JSON.convertValue(card, new TypeReference<TreeMap<String, Object>>() {}));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
