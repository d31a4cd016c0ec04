package org.rccbench.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;

/** What a step gave, task by task: means over the predicted ids of each. */
final class TaskResults {
  private final Map<Task, Sum> sums = new EnumMap<>(Task.class);

  /** Loss and accuracy times the number of predicted ids, and that number. */
  private record Sum(double loss, double accuracy, long predicted) {
    Sum plus(Sum other) {
      return new Sum(loss + other.loss, accuracy + other.accuracy, predicted + other.predicted);
    }
  }

  /** Takes in the result of a batch with so many predicted ids. */
  void add(Task task, TrainStep.Result result, int predicted) {
    sums.merge(
        task,
        new Sum(result.loss() * predicted, result.accuracy() * predicted, predicted),
        Sum::plus);
  }

  void write(ObjectNode json) {
    sums.forEach(
        (task, sum) -> {
          ObjectNode one = json.putObject(task.label());
          one.put("loss", sum.loss() / sum.predicted());
          one.put("accuracy", sum.accuracy() / sum.predicted());
          one.put("predicted", sum.predicted());
        });
  }
}
