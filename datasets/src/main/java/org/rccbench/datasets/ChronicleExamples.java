package org.rccbench.datasets;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Question answering over {@link Chronicle}, in documents of wanted lengths in tokens. */
public final class ChronicleExamples {
  private static final long LENGTH_SALT = 0x2f0c_61d7_93b5_e841L;
  private static final int MEASURED_WORDS = 900;
  private static final int LONGEST_SENTENCE = 20;

  private final Chronicle chronicle;
  private final TextEncoder encoder;
  private final double tokensPerWord;

  /** Measures once how many tokens a word has. */
  public ChronicleExamples(Chronicle chronicle, TextEncoder encoder) {
    this.chronicle = Objects.requireNonNull(chronicle, "chronicle");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    ChronicleDocument measured = chronicle.document(0, MEASURED_WORDS);
    this.tokensPerWord = (double) tokens(measured) / measured.words();
  }

  private int tokens(ChronicleDocument document) {
    return encoder.encode(document.text()).length;
  }

  /**
   * The documents {@code first} .. {@code first + contexts - 1}, each in a length drawn from {@code
   * range}, with up to {@code questions} questions each: the first ones of {@link
   * ChronicleDocument#questions}, so of as many forms as the document allows. The examples of one
   * document stand together and share its context.
   *
   * <p>Attributes: {@code bucket}, {@code tokens} (of the context), {@code people}, {@code form},
   * {@code kind}, {@code hops}, {@code facts} and {@code wording} (seen or unseen), {@code world}.
   *
   * @throws IllegalArgumentException here if a number is out of range; while reading, if no length
   *     in words gives a length in the range
   */
  public Dataset dataset(TokenRange range, long first, int contexts, int questions) {
    Objects.requireNonNull(range, "range");
    if (first < 0 || contexts < 1 || questions < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a data set needs first >= 0, contexts and questions >= 1, was %d, %d and %d",
              first,
              contexts,
              questions));
    }
    return new Dataset(
        chronicle.card(),
        () ->
            LongStream.range(first, first + contexts)
                .boxed()
                .flatMap(index -> examples(range, index, questions)));
  }

  private Stream<Example> examples(TokenRange range, long index, int questions) {
    ChronicleDocument document = document(index, range);
    String text = document.text();
    int tokens = tokens(document);
    Context context = TextContext.ofCountedPieces(() -> List.of(text).iterator(), encoder, tokens);
    SortedMap<String, String> shared = new TreeMap<>();
    shared.put("bucket", range.label());
    shared.put("tokens", Integer.toString(tokens));
    shared.put("people", Integer.toString(document.people()));
    shared.put("facts", chronicle.facts().label());
    shared.put("world", chronicle.world().label());
    List<ChronicleQuestion> asked = document.questions();
    return IntStream.range(0, Math.min(questions, asked.size()))
        .mapToObj(i -> example(id(index, range, i), context, asked.get(i), shared));
  }

  private String id(long index, TokenRange range, int question) {
    return String.format(
        Locale.ROOT,
        "chronicle-%s:%d:%d:%s:%d",
        chronicle.world().label(),
        chronicle.seed(),
        index,
        range.label(),
        question);
  }

  private static Example example(
      String id, Context context, ChronicleQuestion question, SortedMap<String, String> shared) {
    SortedMap<String, String> attributes = new TreeMap<>(shared);
    attributes.put("form", question.form().label());
    attributes.put("kind", question.kind().label());
    attributes.put("hops", Integer.toString(question.hops()));
    attributes.put("wording", question.wording().label());
    return new Example(id, context, question.text(), question.answers(), attributes);
  }

  /**
   * Document {@code index} in a length in tokens that is drawn from {@code range}.
   *
   * @throws IllegalArgumentException if no length in words gives a length in the range
   */
  public ChronicleDocument document(long index, TokenRange range) {
    int width = range.upTo() - range.above();
    int wanted = range.above() + 1 + SplitMix.below(width, chronicle.seed() ^ LENGTH_SALT, index);
    return document(index, range, wanted);
  }

  /**
   * Document {@code index} with at most {@code tokens} tokens, and fewer by some twenty words at
   * most.
   *
   * @throws IllegalArgumentException if the shortest document has more
   */
  public ChronicleDocument document(long index, int tokens) {
    int slack = (int) Math.ceil(LONGEST_SENTENCE * tokensPerWord);
    TokenRange range = new TokenRange(Math.max(0, tokens - slack), Math.max(1, tokens));
    return document(index, range, tokens - slack / 2);
  }

  /** A longer document begins with a shorter one, so tokens grow with words: closes in on them. */
  private ChronicleDocument document(long index, TokenRange range, int wanted) {
    int tooFew = Chronicle.FEWEST_WORDS - 1;
    int tooMany = Integer.MAX_VALUE;
    long words = Math.round(wanted / tokensPerWord);
    while (tooMany - tooFew > 1) {
      int asked = (int) Math.max(tooFew + 1L, Math.min(tooMany - 1L, words));
      ChronicleDocument document = chronicle.document(index, asked);
      int tokens = tokens(document);
      if (range.holds(tokens)) {
        return document;
      }
      if (tokens > range.upTo()) {
        tooMany = asked;
      } else {
        tooFew = asked;
      }
      words = asked + Math.round((wanted - tokens) / tokensPerWord);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "document %d of the chronicle has no length of more than %d and up to %d tokens with"
                + " this tokenizer; ask for a wider range, or one further up",
            index,
            range.above(),
            range.upTo()));
  }
}
