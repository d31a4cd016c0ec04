package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The keys of a suite file, before models and tasks are read.
 *
 * @param name the suite's name
 * @param tokenizer in which the contexts of all models count: a folder with {@code tokenizer.json}
 *     (a relative one starts at the suite file's folder), a bundled model or {@code bytes}; default
 *     each model's own
 * @param models settings by model name, in the order of the file
 * @param tasks tasks with their options
 * @param curves memory and time curves; a suite may have these alone
 * @param seeds seeds by purpose: {@code data} of generated contexts, default 1, and {@code
 *     bootstrap} of the reports' intervals, default 3
 */
record SuiteTree(
    String name,
    String tokenizer,
    LinkedHashMap<String, JsonNode> models,
    List<ObjectNode> tasks,
    List<CurveEntry> curves,
    Seeds seeds) {

  SuiteTree {
    seeds = seeds == null ? new Seeds(null, null) : seeds;
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a suite needs a name");
    }
    if (models == null || models.isEmpty()) {
      throw new IllegalArgumentException("a suite needs models: a map of name to settings");
    }
    tasks = tasks == null ? List.of() : tasks;
    curves = curves == null ? List.of() : List.copyOf(curves);
    if (tasks.isEmpty() && curves.isEmpty()) {
      throw new IllegalArgumentException("a suite needs tasks: a list; or curves");
    }
  }
}
