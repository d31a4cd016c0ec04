package org.rccbench.reports.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.evaluators.results.RunRecord;

/** The files of a run in which a test says what was measured. */
public final class PlantedRun {
  private final Path folder;
  private final List<String> samples = new ArrayList<>();
  private final List<String> points = new ArrayList<>();
  private final TreeMap<String, SortedMap<String, Object>> cards = new TreeMap<>();
  private String finished = "2026-01-01T00:00:01Z";
  private String suite = "planted";

  public PlantedRun(Path folder) {
    this.folder = folder;
  }

  /** The suite's name, by which a report knows the scale. */
  public PlantedRun suite(String name) {
    suite = name;
    return this;
  }

  /** A model with trained weights of its own. */
  public PlantedRun model(String name, String kind, int rate) {
    cards.put(
        name,
        new TreeMap<>(
            Map.of(
                "kind", kind, "rate", rate, "weights", "sha " + name, "trainedPositions", 2048)));
    return this;
  }

  /** A model of which nobody knows the weights. */
  public PlantedRun modelOutside(String name, String kind, int rate) {
    model(name, kind, rate);
    cards.get(name).put("weights", "not reported");
    return this;
  }

  /** A run that was stopped. */
  public PlantedRun unfinished() {
    finished = null;
    return this;
  }

  /** Samples of a model with these scores, the n-th on the n-th context. */
  public PlantedRun scored(
      String model, String task, Map<String, String> cell, String profile, double... scores) {
    for (int i = 0; i < scores.length; i++) {
      line(model, task, cell, i, "{\"" + profile + "\":" + scores[i] + "}", true, null);
    }
    return this;
  }

  /** Samples of a model with these scores, all on one context of their own. */
  public PlantedRun onOneContext(
      String model, String task, Map<String, String> cell, String profile, double... scores) {
    for (int i = 0; i < scores.length; i++) {
      String score = "{\"" + profile + "\":" + scores[i] + "}";
      line(model, task, cell, i, "one context", score, true, null);
    }
    return this;
  }

  /** Hits and then misses. */
  public PlantedRun shares(
      String model, String task, Map<String, String> cell, String profile, int hits, int misses) {
    double[] scores = new double[hits + misses];
    Arrays.fill(scores, 0, hits, 1);
    return scored(model, task, cell, profile, scores);
  }

  /** Samples that failed. */
  public PlantedRun failed(String model, String task, Map<String, String> cell, int count) {
    for (int i = 0; i < count; i++) {
      line(model, task, cell, 100_000 + i, "{}", true, "it broke");
    }
    return this;
  }

  /** Samples that have another score alone. */
  public PlantedRun scoreless(String model, String task, Map<String, String> cell, int count) {
    for (int i = 0; i < count; i++) {
      line(model, task, cell, 200_000 + i, "{\"another\":1.0}", true, null);
    }
    return this;
  }

  /** A sample of random weights. */
  public PlantedRun untrained(String model, String task, Map<String, String> cell, String profile) {
    line(model, task, cell, 0, "{\"" + profile + "\":1.0}", false, null);
    return this;
  }

  private void line(
      String model,
      String task,
      Map<String, String> cell,
      int number,
      String scores,
      boolean trained,
      String why) {
    line(model, task, cell, number, "context " + number, scores, trained, why);
  }

  private void line(
      String model,
      String task,
      Map<String, String> cell,
      int number,
      String context,
      String scores,
      boolean trained,
      String why) {
    String sample = task + new TreeMap<>(cell) + number;
    samples.add(
        String.format(
            Locale.ROOT,
            "{\"sample\":\"%s\",\"key\":\"%s\",\"task\":\"%s\",\"version\":1,\"model\":\"%s\","
                + "\"trained\":%s,\"cell\":%s,\"context\":\"%s\",\"prompt\":\"p\","
                + "\"output\":\"o\",\"outputIds\":[1],\"extracted\":null,\"references\":[\"r\"],"
                + "\"scores\":%s,\"flags\":[],\"ledger\":{\"given\":100,\"read\":100,\"slots\":4},"
                + "\"outcome\":\"%s\",\"why\":%s,\"measured\":{}}",
            sample,
            model + sample,
            task,
            model,
            trained,
            json(cell),
            context,
            scores,
            why == null ? "scored" : "failed",
            why == null ? "null" : "\"" + why + "\""));
  }

  private static String json(Map<String, String> cell) {
    return "{"
        + String.join(
            ",",
            new TreeMap<>(cell)
                .entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                    .toList())
        + "}";
  }

  /** Points of a curve: length and bytes above idle, in turn. */
  public PlantedRun curve(String model, String kind, int rate, String device, long... points) {
    for (int i = 0; i < points.length; i += 2) {
      this.points.add(
          String.format(
              Locale.ROOT,
              "{\"model\":\"%s\",\"kind\":\"%s\",\"source\":\"s\",\"trained\":false,"
                  + "\"arithmetic\":\"a\",\"device\":\"%s\",\"rate\":%d,\"tokens\":%d,"
                  + "\"idle\":1000,\"peak\":%d,\"flags\":[],\"outcome\":\"scored\",\"why\":null}",
              model,
              kind,
              device,
              rate,
              points[i],
              1000 + points[i + 1]));
    }
    return this;
  }

  /** Writes the files. */
  public Path write() {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("samples.jsonl"), samples);
      Files.write(folder.resolve("measurements.jsonl"), points);
      new RunRecord(
              "name: " + suite,
              "sha",
              null,
              cards,
              new TreeMap<>(),
              new TreeMap<>(),
              new TreeMap<>(),
              new TreeMap<>(),
              new TreeMap<>(),
              List.of(),
              null,
              "2026-01-01T00:00:00Z",
              finished)
          .write(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
