package org.rccbench.evaluators.scorers;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answers of babilong (booydar/babilong 7a6efee, babilong/metrics.py): right if the target is
 * the only label of its task in the output that the question does not name.
 */
final class Babilong {
  private static final List<String> PLACES =
      List.of("bathroom", "bedroom", "garden", "hallway", "kitchen", "office");
  private static final List<String> YES_NO = List.of("no", "yes");
  private static final List<String> CUTS = List.of("<context>", "<example>", "Question");
  private static final int LONGEST_PATH = 3;
  private static final Map<String, List<String>> LABELS = labels();

  private Babilong() {}

  /**
   * The labels of a task.
   *
   * @throws IllegalArgumentException for an unknown task; the message lists the known ones
   */
  static List<String> labels(String task) {
    List<String> labels = LABELS.get(task);
    if (labels == null) {
      throw new IllegalArgumentException(
          "unknown babilong task \"" + task + "\"; known: " + LABELS.keySet());
    }
    return labels;
  }

  /** The part of an output that is looked at: its first sentence, in lower case. */
  static String read(String output) {
    String read = before(PythonText.lower(output), ".");
    for (String cut : CUTS) {
      read = before(read, cut);
    }
    return read;
  }

  /** Whether an output is right. */
  static boolean correct(Case sample, String output) {
    String target = PythonText.lower(sample.target);
    String asked = PythonText.lower(sample.question);
    String read = read(output);
    Set<String> found = new HashSet<>();
    for (String label : sample.labels) {
      String lowered = PythonText.lower(label);
      if (read.contains(lowered) && !asked.contains(lowered)) {
        found.add(lowered);
      }
    }
    if (target.contains(",") && target.codePointCount(0, target.length()) > LONGEST_PATH) {
      List<String> parts = Arrays.asList(target.split(",", -1));
      return found.containsAll(parts) && found.size() == parts.size();
    }
    return found.equals(Set.of(target));
  }

  /** The laxer copy in babilong_utils.py: the target stands in what is read. */
  static boolean lax(String target, String output) {
    return read(output).contains(PythonText.lower(target));
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static Map<String, List<String>> labels() {
    Map<String, List<String>> labels = new TreeMap<>();
    for (int task : new int[] {1, 2, 3, 4, 11, 12, 13}) {
      labels.put("qa" + task, PLACES);
    }
    for (int task : new int[] {6, 9, 17, 18}) {
      labels.put("qa" + task, YES_NO);
    }
    labels.put("qa5", words("Bill Fred Jeff Mary apple football milk"));
    labels.put("qa7", words("none one three two"));
    labels.put("qa8", words("apple football milk nothing"));
    labels.put("qa10", words("maybe no yes"));
    labels.put("qa14", words("bedroom cinema kitchen office park school"));
    labels.put("qa15", words("cat mouse sheep wolf"));
    labels.put("qa16", words("gray green white yellow"));
    labels.put("qa19", words("e,e e,n e,s n,e n,n n,w s,e s,s s,w w,n w,s w,w"));
    labels.put("qa20", words("bedroom bored garden hungry kitchen thirsty tired"));
    return labels;
  }

  private static List<String> words(String line) {
    return List.copyOf(PythonText.split(line));
  }

  /**
   * What was asked.
   *
   * @param target right answer; several parts stand with commas between them
   * @param question the question, whose labels do not count
   * @param labels all answers of the task
   */
  record Case(String target, String question, List<String> labels) {}
}
