package org.rccbench.evaluators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rccbench.datasets.TextContext;

/** Question answering about small data, and all that it asks. */
final class QuestionTasks {
  static final List<String> MODES = List.of("reconstruction", "human", "compress", "context_only");

  private QuestionTasks() {}

  /** Two contexts with a question each, written as {@code pwc.jsonl}. */
  static DataSource pwc(Path folder) throws IOException {
    Path file = folder.resolve("pwc.jsonl");
    Files.writeString(
        file,
        """
        {"input": "Ann has a red box.", "prompt": "Which colour?", "answer": "red"}
        {"input": "Bob is 7.", "prompt": "How old?", "answer": "seven"}
        """);
    return new DataSource("pwc", file);
  }

  static Task chronicle(List<String> forms, int length, int samples) {
    ChronicleSource source =
        new ChronicleSource(null, List.of(length, length + 100), forms, null, null);
    return task(
        new QuestionAnsweringOptions(
            null, source, null, samples, 2, 20, null, null, null, null, null, null));
  }

  static Task task(QuestionAnsweringOptions options) {
    return new QuestionAnswering(options, Path.of(""), 1);
  }

  static List<Reading> all(Task task, Subject subject) {
    try (Stream<Reading> readings = task.readings(subject)) {
      return readings.toList();
    }
  }

  static String text(Reading reading) {
    return ((TextContext) reading.context()).text();
  }
}
