package org.rccbench.evaluators;

import java.util.List;
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
 */
record QuestionAnsweringOptions(
    DataSource data,
    ChronicleSource chronicle,
    List<String> modes,
    Integer samples,
    Integer questions,
    Integer generate,
    List<Integer> buckets) {

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
    Checks.positive("samples", samples);
    Checks.positive("questions", questions);
    Checks.positive("generate", generate);
  }

  /** The modes, in the order asked for. */
  List<AnswerMode> answerModes() {
    return modes.stream().map(AnswerMode::named).toList();
  }
}
