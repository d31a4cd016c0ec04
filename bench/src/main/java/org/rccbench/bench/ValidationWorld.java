package org.rccbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.rccbench.datasets.World;

/**
 * Keeps the validation of a training away from the test world, from which reported numbers come. A
 * suite's tasks read that world unless told otherwise; those of a recipe read the validation world.
 */
final class ValidationWorld {
  private static final String WORLD = "world";

  /** Tasks whose prose is always of the test world. */
  private static final Set<String> TEST_ALONE = Set.of("needle", "variable_tracking");

  private ValidationWorld() {}

  /**
   * Names the validation world where a task names none.
   *
   * @param tasks of a suite; changed in place
   * @throws IllegalArgumentException naming a task that would read the test world
   */
  static void choose(JsonNode tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i) instanceof ObjectNode task) {
        choose(task, "validation.tasks[" + i + "]");
      }
    }
  }

  private static void choose(ObjectNode task, String path) {
    String name = task.path("task").asText();
    if (TEST_ALONE.contains(name)) {
      throw refused(path, "task " + name + " reads prose of the test world");
    }
    if (name.equals("passkey")) {
      name(task, path);
    }
    if (task.path("chronicle") instanceof ObjectNode chronicle) {
      name(chronicle, path + ".chronicle");
    }
  }

  private static void name(ObjectNode options, String path) {
    if (options.path(WORLD).asText().equals(World.TEST.label())) {
      throw refused(path, "this is the test world");
    }
    if (!options.hasNonNull(WORLD)) {
      options.put(WORLD, World.VALIDATION.label());
    }
  }

  private static IllegalArgumentException refused(String path, String why) {
    return new IllegalArgumentException(
        path
            + ": "
            + why
            + ", from which reported numbers come; validate a training on world validation, with"
            + " passkey, question_answering or reconstruction");
  }
}
