package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Endless English prose about people, places, trades, things and numbers, with questions whose
 * answers the text makes certain. Everything follows from world, seed and index: a document is made
 * without the ones before it.
 *
 * <p>A document has an opening line and then one paragraph a person: three to six facts of
 * different kinds, with sentences about nobody in particular between them. Surnames, the names of
 * animals, and numbers are open-class and belong to one {@link World} each; the closed lists of
 * words, the first names and the sentences are the same in every world. Of every five wordings of a
 * fact or a question one is kept for tests.
 */
public final class Chronicle {
  /** Changes whenever the same world, seed and index give another text. */
  public static final int VERSION = 1;

  /** The lengths in words of {@link #document(long)}, equally often. */
  public static final List<Integer> LENGTHS = List.of(60, 120, 250, 500, 900);

  /** The shortest document that can be asked for, in words. */
  public static final int FEWEST_WORDS = 30;

  private static final long LENGTH_SALT = 0x1e6e_9ad1_55c0_77b3L;

  private final World world;
  private final long seed;
  private final Paraphrases facts;
  private final Paraphrases questions;
  private final Set<Integer> avoided;

  private Chronicle(
      World world, long seed, Paraphrases facts, Paraphrases questions, Set<Integer> avoided) {
    this.world = Objects.requireNonNull(world, "world");
    this.seed = seed;
    this.facts = Objects.requireNonNull(facts, "facts");
    this.questions = Objects.requireNonNull(questions, "questions");
    this.avoided = Set.copyOf(avoided);
    if (world != World.TEST && (facts == Paraphrases.UNSEEN || questions == Paraphrases.UNSEEN)) {
      throw new IllegalArgumentException(
          "unseen wordings are for the test world alone, was " + world.label());
    }
  }

  /** The chronicle of {@code seed} in {@code world}, in the wordings that training uses. */
  public static Chronicle of(World world, long seed) {
    return new Chronicle(world, seed, Paraphrases.SEEN, Paraphrases.SEEN, Set.of());
  }

  /**
   * The same facts and questions in other words.
   *
   * @throws IllegalArgumentException if unseen wordings are asked for outside the test world
   */
  public Chronicle worded(Paraphrases ofFacts, Paraphrases ofQuestions) {
    return new Chronicle(world, seed, ofFacts, ofQuestions, avoided);
  }

  /** The same chronicle, in which nobody has one of {@code numbers}. */
  Chronicle without(Set<Integer> numbers) {
    return new Chronicle(world, seed, facts, questions, numbers);
  }

  /** The world that surnames and numbers are from. */
  public World world() {
    return world;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** The wordings of facts. */
  public Paraphrases facts() {
    return facts;
  }

  /** The wordings of questions. */
  public Paraphrases questions() {
    return questions;
  }

  /** Numbers of five digits that nobody has. */
  Set<Integer> avoided() {
    return avoided;
  }

  /** Name, version, origin, licence, and what the worlds have in common. */
  public DatasetCard card() {
    return ChronicleCard.of(this);
  }

  /** Document {@code index} (from 0) in a length of {@link #LENGTHS} that depends on the index. */
  public ChronicleDocument document(long index) {
    return document(index, wordsOf(index));
  }

  private int wordsOf(long index) {
    return LENGTHS.get(SplitMix.below(LENGTHS.size(), documentSeed(index) ^ LENGTH_SALT, 0));
  }

  /**
   * Document {@code index} (from 0) with at least {@code words} words. It ends with the sentence
   * that reaches them, so a shorter one is the beginning of a longer one, whatever its length. A
   * document of more than about 1,400 words has several chapters: each has its own cast, a first
   * name may come again, a full name does not.
   *
   * @throws IllegalArgumentException if {@code index} is negative, if there are fewer than {@link
   *     #FEWEST_WORDS} words, or if the world has not names enough (in the test world, for some 15
   *     million words)
   */
  public ChronicleDocument document(long index, int words) {
    List<ChronicleChapter> all = new ArrayList<>();
    chapters(index, words).forEachRemaining(all::add);
    return new ChronicleDocument(this, index, all);
  }

  /** The documents from {@code first} on, for ever, as {@link #document(long)} makes them. */
  public Stream<ChronicleDocument> documents(long first) {
    return LongStream.iterate(first, i -> i + 1).mapToObj(this::document);
  }

  /**
   * The text of {@link #document(long, int)} as a context, made chapter by chapter while it is
   * read, so that a length of millions of words needs no memory.
   */
  public TextContext context(long index, int words) {
    chapters(index, words);
    return TextContext.ofPieces(() -> new Texts(chapters(index, words)));
  }

  private Iterator<ChronicleChapter> chapters(long index, long words) {
    if (index < 0) {
      throw new IllegalArgumentException("documents count from 0, was " + index);
    }
    if (words < FEWEST_WORDS) {
      throw new IllegalArgumentException(
          "a document has at least " + FEWEST_WORDS + " words, was " + words);
    }
    return new Chapters(documentSeed(index), words);
  }

  long documentSeed(long index) {
    return SplitMix.at(SplitMix.at(seed, world.stream()), index);
  }

  private final class Chapters implements Iterator<ChronicleChapter> {
    private final long documentSeed;
    private long wordsLeft;
    private long chapter;

    Chapters(long documentSeed, long words) {
      this.documentSeed = documentSeed;
      this.wordsLeft = words;
    }

    @Override
    public boolean hasNext() {
      return wordsLeft > 0;
    }

    @Override
    public ChronicleChapter next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the document has ended");
      }
      Surnames surnames = new Surnames(WorldValues.of(world), documentSeed, chapter);
      long chapterSeed = SplitMix.at(~documentSeed, chapter);
      ChronicleChapter written =
          new ChapterWriter(Chronicle.this, surnames, chapterSeed, wordsLeft).write();
      chapter++;
      wordsLeft -= written.words();
      return written;
    }
  }

  private static final class Texts implements Iterator<String> {
    private final Iterator<ChronicleChapter> chapters;
    private String lead = "";

    Texts(Iterator<ChronicleChapter> chapters) {
      this.chapters = chapters;
    }

    @Override
    public boolean hasNext() {
      return chapters.hasNext();
    }

    @Override
    public String next() {
      String text = lead + chapters.next().text();
      lead = ChronicleText.BREAK;
      return text;
    }
  }
}
