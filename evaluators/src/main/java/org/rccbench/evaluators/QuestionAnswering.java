package org.rccbench.evaluators;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.datasets.Attributes;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.DatasetCard;
import org.rccbench.datasets.TextContext;
import org.rccbench.evaluators.AskedContext.Question;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.scorers.ScoringInput;
import org.rccbench.models.Decoding;

/**
 * Question answering over long texts (paper section 4.3). A model that compresses is asked in each
 * of the modes; another one reads the context alone and gets the question in its prompt. The
 * statistical unit is the context without the question.
 */
final class QuestionAnswering implements Task {
  static final String NAME = "question_answering";
  private static final int VERSION = 1;

  private final QuestionAnsweringOptions options;
  private final Path base;
  private final long dataSeed;
  private final LengthBuckets wordBuckets;
  private final LengthBuckets tokenBuckets;
  private Dataset dataset;
  private LongBenchPrompts prompts;

  /**
   * Keeps the options; data is opened when first asked for.
   *
   * @param base folder at which a relative data path starts
   */
  QuestionAnswering(QuestionAnsweringOptions options, Path base, long dataSeed) {
    this.options = options;
    this.base = base;
    this.dataSeed = dataSeed;
    this.wordBuckets = new LengthBuckets(options.buckets());
    this.tokenBuckets = new LengthBuckets(options.tokenBuckets());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public List<Scorer> scorers() {
    return List.of(Scorer.LONGBENCH_QA_F1, Scorer.SQUAD_EXACT_MATCH);
  }

  @Override
  public long size() {
    int lengths = options.chronicle() == null ? 1 : options.chronicle().lengths().size();
    int questions = options.chronicle() == null ? 1 : options.questions();
    return (long) lengths * options.samples() * questions * options.modes().size();
  }

  @Override
  public synchronized Optional<Dataset> dataset() {
    if (dataset == null && options.data() != null) {
      dataset = options.data().open(base);
    }
    return Optional.ofNullable(dataset);
  }

  @Override
  public List<DatasetCard> sources() {
    List<DatasetCard> cards = new ArrayList<>();
    dataset().map(Dataset::card).ifPresent(cards::add);
    prompts().map(LongBenchPrompts::card).ifPresent(cards::add);
    return cards;
  }

  private synchronized Optional<LongBenchPrompts> prompts() {
    if (prompts == null && options.prompts() != null) {
      prompts = LongBenchPrompts.read(base.resolve(options.prompts()));
    }
    return Optional.ofNullable(prompts);
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    Stream<AskedContext> contexts =
        options.chronicle() == null
            ? FileQuestions.of(dataset().orElseThrow(), options.samples(), options.shots())
            : new GeneratedQuestions(options, dataSeed).of(subject.tokenizer());
    return contexts.flatMap(asked -> readings(subject, asked).stream()).onClose(contexts::close);
  }

  @Override
  public Judgement judge(Request request, Passage output, Subject subject) {
    AnswerMode mode = AnswerMode.named(request.remarks().mode().orElseThrow());
    String answer = mode.answer(output.text(), subject.prompts()).strip();
    ScoringInput input = ScoringInput.of(Passage.ofText(answer), request.references());
    SortedMap<String, Double> scores = new TreeMap<>();
    for (Scorer scorer : scorers()) {
      scorer.score(input).ifPresent(score -> scores.put(scorer.profile(), score));
    }
    SortedMap<String, Object> details = new TreeMap<>();
    if (mode == AnswerMode.RECONSTRUCTION) {
      QuestionCopy copy = QuestionCopy.of(output.text(), request.question(), subject.prompts());
      details.put(QuestionCopy.DETAIL, copy.label());
    }
    return new Judgement(scores, answer, details);
  }

  /** First all that is asked behind the context, question by question; then the context alone. */
  private List<Reading> readings(Subject subject, AskedContext asked) {
    Asking asking = asking(subject, asked);
    String text =
        asking.before()
            + asked.text().text()
            + options.shown().behindContext(asked.shown(), subject.prompts());
    String unit = asked.text().sha256();
    List<AnswerMode> modes =
        subject.compressed() ? options.answerModes() : List.of(AnswerMode.CONTEXT_ONLY);
    List<Reading> readings = new ArrayList<>();
    List<Request> alone = new ArrayList<>();
    for (Question question : asked.questions()) {
      SortedMap<String, Object> details = details(subject, asked.text(), question);
      asking
          .template()
          .ifPresent(template -> details.put(LongBenchPrompts.DETAIL, template.remark()));
      List<Request> behind = new ArrayList<>();
      for (AnswerMode mode : modes) {
        Request.Remarks remarks =
            new Request.Remarks(Optional.of(unit), Optional.of(mode.label()), details);
        (mode.encodesQuestion() ? behind : alone)
            .add(request(subject, asked, new Posed(question, mode, remarks, asking)));
      }
      if (!behind.isEmpty()) {
        String input = subject.prompts().encoderText(text, question.text());
        readings.add(new Reading(TextContext.of(input), behind));
      }
    }
    if (!alone.isEmpty()) {
      readings.add(new Reading(TextContext.of(text), alone));
    }
    return readings;
  }

  /** A question in a mode. */
  private record Posed(
      Question question, AnswerMode mode, Request.Remarks remarks, Asking asking) {}

  /**
   * How the questions about a context are asked.
   *
   * @param template LongBench's, where that is asked for
   * @param lacking why there is none though it is asked for
   */
  private record Asking(Optional<LongBenchPrompts.Template> template, Optional<String> lacking) {
    static final Asking PLAIN = new Asking(Optional.empty(), Optional.empty());

    String before() {
      return template.map(LongBenchPrompts.Template::before).orElse("");
    }
  }

  /** Templates are for models that read text; others have the strings of their training. */
  private Asking asking(Subject subject, AskedContext asked) {
    if (subject.compressed() || prompts().isEmpty()) {
      return Asking.PLAIN;
    }
    String set = asked.questions().get(0).cell().get(FileQuestions.SET);
    Optional<LongBenchPrompts.Template> template = prompts().get().of(set);
    return new Asking(
        template,
        template.isPresent()
            ? Optional.empty()
            : Optional.of(options.prompts() + " has no template for the set \"" + set + "\""));
  }

  private Request request(Subject subject, AskedContext asked, Posed posed) {
    Question question = posed.question();
    String prompt =
        options.shown().beforePrompt(asked.shown(), subject.prompts())
            + posed
                .asking()
                .template()
                .map(template -> template.prompt(question.text()))
                .orElseGet(() -> posed.mode().prompt(question.text(), subject.prompts()));
    String before = posed.mode().before(question.text(), subject.prompts());
    return new Request(
        options.named(question.cell()),
        question.seed(),
        question.text(),
        Passage.of(subject.tokenizer().encode(prompt), prompt),
        question.answers().isEmpty()
            ? List.of(Passage.ofText(""))
            : question.answers().stream().map(Passage::ofText).toList(),
        new Decoding(
            options.generate() + subject.tokenizer().encode(before).length,
            subject.tokenizer().endOfText()),
        posed.asking().lacking().or(() -> unaskable(question, asked)),
        posed.remarks());
  }

  private Optional<String> unaskable(Question question, AskedContext asked) {
    if (asked.shown().size() < options.shots()) {
      return Optional.of(
          "there are "
              + asked.shown().size()
              + " other questions about this context to show, and shots is "
              + options.shots());
    }
    if (question.text().isBlank()) {
      return Optional.of("the data set asks no question here");
    }
    return question.answers().isEmpty()
        ? Optional.of("the data set has no answer to this question")
        : Optional.empty();
  }

  /** A length that the file states in words is taken as it is; LongBench's own rule does so. */
  private SortedMap<String, Object> details(Subject subject, TextContext text, Question question) {
    SortedMap<String, Object> details = new TreeMap<>(question.details());
    Object stated = details.remove(Attributes.LENGTH);
    long words = stated == null ? text.words() : Long.parseLong(stated.toString());
    long tokens = text.tokenCount(subject.tokenizer());
    details.put("words", words);
    details.put("tokens", tokens);
    details.put("bucket-words", wordBuckets.of(words));
    details.put("bucket-tokens", tokenBuckets.of(tokens));
    Object published = details.remove(Attributes.BUCKET);
    if (published != null) {
      details.put("bucket-longbench-e", published);
    }
    return details;
  }
}
