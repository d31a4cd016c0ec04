package org.rccbench.evaluators;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.rccbench.datasets.Datasets;
import org.rccbench.models.RccChat;

/**
 * Options of the task {@code question_answering}. Exactly one source is needed.
 *
 * @param data a file in one of the readers' schemas that has questions and answers
 * @param chronicle generated documents
 * @param modes where the question stands for models that compress, default {@code reconstruction};
 *     the others read the context alone and get the question in the prompt
 * @param samples how many contexts of each length, default 100; of a file, at most how many
 *     questions
 * @param questions at most how many questions about each generated context, default 3
 * @param generate most tokens of an answer, default 100 as in the official example; what the mode
 *     has the model write before its answer comes on top
 * @param buckets edges of the length buckets, in words and in tokens, default 2000, 4000, 8000
 * @param tokenBuckets edges in tokens where they are others, default those of {@code buckets}; in
 *     the suite {@code token_buckets}
 * @param group a name for these questions where a suite asks several kinds, such as {@code
 *     two-hop}: tables keep groups apart, and rows of the paper are judged on questions of none
 * @param shots how many other questions about the context are shown with their answers, default 0
 * @param shotsIn where they stand: before the question's own prompt ("prompt", the default), or
 *     behind the context ("encoder"); in the suite {@code shots_in}
 * @param prompts a copy of LongBench's config/dataset2prompt.json, whose templates models that do
 *     not compress are asked with; default none, and the question alone stands in the prompt
 */
record QuestionAnsweringOptions(
    DataSource data,
    ChronicleSource chronicle,
    List<String> modes,
    Integer samples,
    Integer questions,
    Integer generate,
    List<Integer> buckets,
    List<Integer> tokenBuckets,
    String group,
    Integer shots,
    String shotsIn,
    Path prompts) {

  QuestionAnsweringOptions {
    if ((data == null) == (chronicle == null)) {
      throw new IllegalArgumentException(
          "question_answering needs a source: either data: {reader, path} or chronicle: {lengths}");
    }
    modes = modes == null ? List.of(AnswerMode.RECONSTRUCTION.label()) : modes;
    Checks.distinct("modes", modes.stream().map(AnswerMode::named).toList());
    modes = List.copyOf(modes);
    samples = samples == null ? 100 : samples;
    questions = questions == null ? 3 : questions;
    generate = generate == null ? RccChat.MAX_NEW_TOKENS : generate;
    buckets = buckets == null ? LengthBuckets.PAPER.edges() : new LengthBuckets(buckets).edges();
    tokenBuckets = tokenBuckets == null ? buckets : new LengthBuckets(tokenBuckets).edges();
    if (group != null && !group.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "group must be a name of a-z, 0-9 and -, was \"" + group + "\"");
    }
    shots = shots == null ? 0 : shots;
    shotsIn = shotsIn == null ? Shots.Place.PROMPT.label() : shotsIn;
    Shots.Place.named(shotsIn);
    Checks.notNegative("shots", shots);
    requireLongBench(prompts, data, shots);
    Checks.positive("samples", samples);
    Checks.positive("questions", questions);
    Checks.positive("generate", generate);
  }

  private static void requireLongBench(Path prompts, DataSource data, int shots) {
    boolean longBench =
        data != null
            && Set.of(Datasets.LONGBENCH.label(), Datasets.LONGBENCH_E.label())
                .contains(data.reader());
    if (prompts != null && !(longBench && shots == 0)) {
      throw new IllegalArgumentException(
          "prompts are LongBench's own: they need data of the reader longbench or longbench-e, and"
              + " no shots");
    }
  }

  /** The modes, in the order asked for. */
  List<AnswerMode> answerModes() {
    return modes.stream().map(AnswerMode::named).toList();
  }

  /** The cell of a question with what these options add to it. */
  SortedMap<String, String> named(SortedMap<String, String> cell) {
    SortedMap<String, String> named = shown().named(cell);
    if (group != null) {
      named.put("group", group);
    }
    return named;
  }

  /** What is shown before a question. */
  Shots shown() {
    return new Shots(shots, Shots.Place.named(shotsIn));
  }
}
