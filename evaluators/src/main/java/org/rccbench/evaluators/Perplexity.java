package org.rccbench.evaluators;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.TokenContext;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.models.Decoding;

/**
 * How well a model predicts what follows a context (teacher forcing, nothing generated): the
 * perplexity of the continuation, exp of its mean negative log probability. The score is its
 * inverse, the geometric mean of the right tokens' probabilities, so that higher is better and 1
 * the best. Models of several rates are asked about the same texts.
 */
final class Perplexity implements Task {
  static final String NAME = "perplexity";
  static final String PROFILE = "inverse-perplexity";
  private static final int VERSION = 2;

  private final PerplexityOptions options;
  private final Path base;
  private Dataset dataset;

  Perplexity(PerplexityOptions options, Path base) {
    this.options = options;
    this.base = base;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  /** None: the model's own probabilities are the score. */
  @Override
  public List<Scorer> scorers() {
    return List.of();
  }

  @Override
  public String headline() {
    return PROFILE;
  }

  @Override
  public long size() {
    return (long) options.lengths().size() * options.samples();
  }

  @Override
  public synchronized Optional<Dataset> dataset() {
    if (dataset == null) {
      dataset = options.data().open(base);
    }
    return Optional.of(dataset);
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    return options.lengths().stream()
        .map(length -> ofLength(subject, length))
        .reduce(Stream::concat)
        .orElseThrow();
  }

  private Stream<Reading> ofLength(Subject subject, int length) {
    TokenPieces pieces =
        new TokenPieces(
            dataset().orElseThrow().examples(),
            subject.tokenizer(),
            length + options.continuation());
    AtomicLong index = new AtomicLong();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pieces, Spliterator.ORDERED), false)
        .limit(options.samples())
        .map(ids -> reading(subject, ids, length, index.getAndIncrement()))
        .onClose(pieces::close);
  }

  private Reading reading(Subject subject, int[] ids, int length, long index) {
    int[] text = subject.shared() ? WholeCharacters.of(subject.tokenizer(), ids) : ids;
    int cut = cut(subject, text, Math.min(length, text.length));
    int[] following = Arrays.copyOfRange(text, cut, text.length);
    Optional<String> tooShort =
        ids.length == length + options.continuation()
            ? Optional.empty()
            : Optional.of(
                "the text has "
                    + ids.length
                    + " tokens; "
                    + length
                    + " and "
                    + options.continuation()
                    + " behind them are needed");
    SortedMap<String, Object> details = new TreeMap<>();
    details.put(Excerpt.DETAIL, Excerpt.around(subject.tokenizer(), text, cut));
    Request request =
        new Request(
            new TreeMap<>(
                Map.of(
                    "length",
                    Integer.toString(length),
                    "continuation",
                    Integer.toString(options.continuation()))),
            index,
            "",
            Passage.ofText(""),
            List.of(Passage.of(following, subject.tokenizer().decode(following))),
            Decoding.greedy(0),
            tooShort,
            new Request.Remarks(Optional.empty(), Optional.empty(), details));
    return new Reading(new TokenContext(Arrays.copyOf(text, cut)), List.of(request));
  }

  /** Half a character could not be told a model with another tokenizer. */
  private static int cut(Subject subject, int[] ids, int at) {
    return subject.shared() ? WholeCharacters.before(subject.tokenizer(), ids, at) : at;
  }

  @Override
  public boolean forcesReference() {
    return true;
  }

  @Override
  public Judgement judge(Request request, Passage output, Subject subject) {
    throw new IllegalStateException("perplexity is judged by the reference's probabilities");
  }

  @Override
  public Judgement judge(
      Request request, Passage output, double[] logProbabilities, Subject subject) {
    double sum = Arrays.stream(logProbabilities).sum();
    // of the same text, models with other tokens say how probable it is by as many numbers as those
    int tokens = request.reference().ids().size();
    double mean = sum / tokens;
    return new Judgement(
        new TreeMap<>(Map.of(PROFILE, Math.exp(mean))),
        null,
        new TreeMap<>(Map.of("log-probability", sum, "continuation", tokens)));
  }
}
