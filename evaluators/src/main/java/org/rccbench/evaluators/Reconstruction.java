package org.rccbench.evaluators;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import org.rccbench.models.PromptForm;

/**
 * Text reconstruction (paper section 4.1): the decoder gets a few tokens from inside the context
 * and goes on from there. One generation is scored on its first 100, 200, ... tokens. Behind slots
 * the prompt stands alone; behind the context's own text it follows a line feed.
 */
final class Reconstruction implements Task {
  static final String NAME = "reconstruction";
  private static final int VERSION = 1;

  private static final String NO_PROMPT =
      "the prompt's tokens are less than one character; ask for more tokens of prompt";

  private final ReconstructionOptions options;
  private final Path base;
  private final long dataSeed;
  private Dataset dataset;

  /**
   * Keeps the options; data is opened when first asked for.
   *
   * @param base folder at which a relative data path starts
   * @param dataSeed of generated texts
   */
  Reconstruction(ReconstructionOptions options, Path base, long dataSeed) {
    this.options = options;
    this.base = base;
    this.dataSeed = dataSeed;
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
    return List.of(
        Scorer.BLEU4_IDS_NLTK_METHOD1,
        Scorer.BLEU4_IDS_SACREBLEU_EXP,
        Scorer.BLEU4_TEXT_SACREBLEU_13A,
        Scorer.PREFIX_EXACT_MATCH);
  }

  /** The paper's score over the most tokens. */
  @Override
  public String headline() {
    return scorers().get(0).profile(Collections.max(options.scoreLengths()));
  }

  @Override
  public long size() {
    return (long) options.samples() * options.positions().size();
  }

  @Override
  public synchronized Optional<Dataset> dataset() {
    if (dataset == null && options.data() != null) {
      dataset = options.data().open(base);
    }
    return Optional.ofNullable(dataset);
  }

  @Override
  public Stream<Reading> readings(Subject subject) {
    AtomicLong index = new AtomicLong();
    Stream<int[]> texts = options.chronicle() == null ? pieces(subject) : passages(subject);
    return texts
        .map(ids -> reading(subject, whole(subject, ids), index.getAndIncrement()))
        .onClose(texts::close);
  }

  /** Half a character could not be told a model with another tokenizer. */
  private static int[] whole(Subject subject, int[] ids) {
    return subject.shared() ? WholeCharacters.of(subject.tokenizer(), ids) : ids;
  }

  private static int whole(Subject subject, int[] ids, int at) {
    return subject.shared() ? WholeCharacters.before(subject.tokenizer(), ids, at) : at;
  }

  private Stream<int[]> passages(Subject subject) {
    return options
        .chronicle()
        .passages(subject.tokenizer(), options.length(), options.samples(), dataSeed, NAME);
  }

  private Stream<int[]> pieces(Subject subject) {
    TokenPieces pieces =
        new TokenPieces(dataset().orElseThrow().examples(), subject.tokenizer(), options.length());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pieces, Spliterator.ORDERED), false)
        .limit(options.samples())
        .onClose(pieces::close);
  }

  @Override
  public Judgement judge(Request request, Passage output, Subject subject) {
    SortedMap<String, Double> scores = new TreeMap<>();
    for (int length : options.scoreLengths()) {
      if (length <= request.reference().ids().size()) {
        Passage head = head(output, length, subject);
        Passage reference = head(request.reference(), length, subject);
        for (Scorer scorer : scorers()) {
          scorer
              .score(head, reference)
              .ifPresent(score -> scores.put(scorer.profile(length), score));
        }
      }
    }
    return new Judgement(scores, null, divergence(request, output).details());
  }

  @Override
  public boolean forcesReference() {
    return options.surprise();
  }

  @Override
  public Judgement judge(
      Request request, Passage output, double[] logProbabilities, Subject subject) {
    Judgement judgement = judge(request, output, subject);
    SortedMap<String, Object> details = new TreeMap<>(judgement.details());
    details.putAll(divergenceInOwn(request, output, subject).bySurprise(logProbabilities));
    return new Judgement(judgement.scores(), judgement.extracted(), details);
  }

  /** A model says of its own tokens alone how probable they are. */
  private static Divergence divergenceInOwn(Request request, Passage output, Subject subject) {
    return request.own().isEmpty()
        ? divergence(request, output)
        : new Divergence(
            Arrays.stream(subject.own().encode(output.text())).boxed().toList(), request.forced());
  }

  private static Divergence divergence(Request request, Passage output) {
    return new Divergence(output.ids(), request.reference().ids());
  }

  private Reading reading(Subject subject, int[] ids, long index) {
    List<Request> requests = new ArrayList<>();
    for (int position : options.positions()) {
      requests.add(request(subject, ids, position, index));
    }
    return new Reading(new TokenContext(ids), requests);
  }

  private Request request(Subject subject, int[] ids, int position, long index) {
    int from = whole(subject, ids, Math.min(position, ids.length));
    int start = whole(subject, ids, Math.min(from + options.prompt(), ids.length));
    int end = (int) Math.min((long) start + options.generate(), ids.length);
    int[] prompt = Arrays.copyOfRange(ids, from, start);
    String question = subject.tokenizer().decode(prompt);
    SortedMap<String, Object> details = new TreeMap<>(Map.of(Divergence.START, start));
    details.put(Excerpt.DETAIL, Excerpt.around(subject.tokenizer(), ids, start));
    Map<String, String> cell =
        Map.of(
            "position", Integer.toString(position), "length", Integer.toString(options.length()));
    return new Request(
        new TreeMap<>(cell),
        index,
        question,
        asked(subject, prompt, question),
        List.of(passage(Arrays.copyOfRange(ids, start, end), subject)),
        Decoding.greedy(options.generate()),
        start == from && from < ids.length
            ? Optional.of(NO_PROMPT)
            : tooShort(ids.length, position),
        new Request.Remarks(Optional.empty(), Optional.empty(), details));
  }

  private Optional<String> tooShort(int tokens, int position) {
    long needed = (long) position + options.prompt() + Collections.min(options.scoreLengths());
    return tokens >= needed
        ? Optional.empty()
        : Optional.of(
            "the context has "
                + tokens
                + " tokens; position "
                + position
                + " needs at least "
                + needed);
  }

  private static Passage asked(Subject subject, int[] prompt, String question) {
    int[] before = subject.tokenizer().encode(PromptForm.behind(subject.compressed(), ""));
    int[] both = Arrays.copyOf(before, before.length + prompt.length);
    System.arraycopy(prompt, 0, both, before.length, prompt.length);
    return Passage.of(both, PromptForm.behind(subject.compressed(), question));
  }

  private static Passage head(Passage whole, int length, Subject subject) {
    List<Integer> ids = whole.ids().subList(0, Math.min(length, whole.ids().size()));
    return passage(ids.stream().mapToInt(Integer::intValue).toArray(), subject);
  }

  private static Passage passage(int[] ids, Subject subject) {
    return Passage.of(ids, subject.tokenizer().decode(ids));
  }
}
