package org.rccbench.datasets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Makes passkey contexts of an exact token length: a number hidden in repeated filler (paper,
 * appendix D; the published prompts themselves are {@link PublishedPasskey}).
 *
 * <p>What differs from the published scripts: the length is in tokens and exact, the depth is asked
 * for, the key has five digits always, the filler begins at a sentence that the seed chooses, and
 * the question is not part of the context, since a model with a compressed context reads it in the
 * decoder.
 */
public final class PasskeyGenerator {
  private static final int SMALLEST_KEY = 10_000;
  private static final int KEYS = 90_000;
  private static final int PROSE_WORDS = 900;
  private static final long LONGEST_READ_BACK = 65_536;

  private PasskeyGenerator() {}

  /**
   * The sample of {@code cell} in the classic filler.
   *
   * <p>The context is {@code task \n filler[0:prefix] \n key line \n filler[0:suffix]} and has
   * exactly {@code cell.tokens()} tokens under {@code encoder}; it is made while it is read. Both
   * stretches of filler begin at the same sentence and may end inside a word. The prefix has the
   * asked share of the filler's characters, or up to 8 characters more or less where the length
   * cannot be met otherwise. The key, uniform in 10,000 .. 99,999, and the first sentence depend on
   * the seed alone, so cells that differ in length or depth are paired by seed.
   *
   * <p>Attributes: {@code tokens}, {@code depth} (percent), {@code keyToken} (tokens before the key
   * line), {@code filler} (classic). The question is the decoder's prompt; the answer is the key.
   *
   * @throws IllegalArgumentException if the length cannot be met, naming the smallest possible one
   *     where it is too short
   * @throws IllegalStateException if the tokenizer does not count blocks of text alike, which every
   *     byte-level BPE does
   */
  public static Example classic(TextEncoder encoder, PasskeyCell cell) {
    int key = SMALLEST_KEY + SplitMix.below(KEYS, cell.seed(), 0);
    return classic(encoder, cell, key, "passkey-classic", Map.of());
  }

  private static Example classic(
      TextEncoder encoder, PasskeyCell cell, int key, String name, Map<String, String> more) {
    String block = PasskeyText.block(rotation(cell));
    PasskeyCounter counter = new PasskeyCounter(encoder, block, key);
    PasskeyLayout layout = new PasskeyFit(counter, cell, block.length()).find();
    requireReadBack(encoder, cell, layout::pieces);
    Map<String, String> attributes = new TreeMap<>(more);
    attributes.put("filler", PasskeyFiller.CLASSIC.label());
    long keyToken = counter.tokensBeforeKeyLine(layout.prefix());
    return example(encoder, cell, name, layout::pieces, key, keyToken, attributes);
  }

  private static int rotation(PasskeyCell cell) {
    return SplitMix.below(PasskeyText.ROTATIONS, cell.seed(), 1);
  }

  /**
   * The sample of {@code cell} in {@code filler}, whose keys and other values are of {@code world}.
   *
   * <p>The asked key stands in the line {@code The pass key is N. Remember it. N is the pass key.}
   * A decoy is the same line with another word for {@code pass} and another number of five digits,
   * such as {@code The gate key is M. Remember it. M is the gate key.}; so the asked key is the one
   * that is called pass key, and no two lines share word or number. Decoys are spread over the
   * filler, one in each equal part of it. In prose, nobody's number is one of the keys.
   *
   * <p>As {@link #classic(TextEncoder, PasskeyCell)}, whose layout {@link PasskeyFiller#CLASSIC}
   * keeps. In the other fillers, key lines stand between two whole sentences, at the border nearest
   * to the depth, and only the end of the filler may be cut inside a word. All draws depend on
   * world and seed alone, so cells that differ in length or depth are paired by seed. Attributes:
   * also {@code world} and {@code decoys} (their number).
   *
   * @throws IllegalArgumentException if the length cannot be met, naming the smallest possible one
   *     where it is too short
   * @throws IllegalStateException if the tokenizer does not count the parts of a text alike, which
   *     every byte-level BPE does
   */
  public static Example sample(
      TextEncoder encoder, PasskeyCell cell, PasskeyFiller filler, World world) {
    PasskeyKeys keys = PasskeyKeys.draw(world, cell.seed(), filler.decoys());
    if (filler != PasskeyFiller.CLASSIC) {
      return written(encoder, cell, filler, world, PasskeyWriter.Wanted.ANYWHERE);
    }
    Map<String, String> attributes = attributes(filler, world);
    return classic(encoder, cell, keys.asked(), name(filler, world), attributes);
  }

  private static String name(PasskeyFiller filler, World world) {
    return "passkey-" + filler.label() + "-" + world.label();
  }

  private static Map<String, String> attributes(PasskeyFiller filler, World world) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("world", world.label());
    attributes.put("decoys", Integer.toString(filler.decoys()));
    attributes.put("filler", filler.label());
    return attributes;
  }

  /**
   * A context whose filler is read sentence by sentence.
   *
   * @param keyToken the token at which the key line begins, or that it may be anywhere
   */
  static Example written(
      TextEncoder encoder, PasskeyCell cell, PasskeyFiller filler, World world, long keyToken) {
    PasskeyKeys keys = PasskeyKeys.draw(world, cell.seed(), filler.decoys());
    PasskeyWriter.Written written =
        new PasskeyWriter(
                encoder,
                cell,
                sentences(cell, filler, world, keys),
                lines(cell, filler, keys, keyToken))
            .write();
    requireReadBack(encoder, cell, written.plan()::pieces);
    return example(
        encoder,
        cell,
        name(filler, world),
        written.plan()::pieces,
        keys.asked(),
        written.keyToken(),
        attributes(filler, world));
  }

  /**
   * A sample whose key stands at a border at which a compressor divides the text, or away from one;
   * {@code seed} chooses which border. As {@link #sample}, and the attribute {@code place}.
   *
   * @throws IllegalArgumentException if no such layout was found, as where the context is shorter
   *     than a window or a filler of prose has few places for a line
   */
  public static Example placed(
      TextEncoder encoder,
      PasskeyCell lengthAndSeed,
      PasskeyFiller filler,
      World world,
      PasskeyPlace place,
      PasskeyPlace.Borders borders) {
    return new PasskeyPlacing(encoder, filler, world, borders)
        .find(lengthAndSeed.tokens(), lengthAndSeed.seed(), place);
  }

  /** Tokens of the shortest context of {@link #sample}: its task and key lines alone. */
  public static int fewestTokens(
      TextEncoder encoder, long seed, PasskeyFiller filler, World world) {
    PasskeyCell cell = new PasskeyCell(1, 0, seed);
    PasskeyKeys keys = PasskeyKeys.draw(world, seed, filler.decoys());
    StringBuilder text = new StringBuilder(PasskeyPlan.START);
    if (filler == PasskeyFiller.CLASSIC) {
      text.append(PasskeyPlan.between(PasskeyText.keyLine(keys.asked())));
    } else {
      lines(cell, filler, keys, PasskeyWriter.Wanted.ANYWHERE)
          .forEach(line -> text.append(PasskeyPlan.between(line.text())));
    }
    return encoder.encode(text.toString()).length;
  }

  private static Supplier<Iterator<String>> sentences(
      PasskeyCell cell, PasskeyFiller filler, World world, PasskeyKeys keys) {
    if (!filler.isProse()) {
      int rotation = rotation(cell);
      return () -> PasskeyText.sentences(rotation);
    }
    Chronicle prose = Chronicle.of(world, ~cell.seed()).without(keys.all());
    return () ->
        LongStream.iterate(0, i -> i + 1)
            .mapToObj(i -> prose.document(i, PROSE_WORDS))
            .flatMap(document -> document.sentences().stream().map(s -> s.of(document.text())))
            .iterator();
  }

  private static List<PasskeyWriter.Wanted> lines(
      PasskeyCell cell, PasskeyFiller filler, PasskeyKeys keys, long keyToken) {
    List<PasskeyWriter.Wanted> lines = new ArrayList<>();
    List<String> names = new ArrayList<>(PasskeyText.OTHER_KEYS);
    Draws draws = new Draws(SplitMix.at(cell.seed(), 2));
    draws.shuffle(names);
    for (int i = 0; i < filler.decoys(); i++) {
      double within = draws.below(1000) / 1000.0;
      lines.add(
          new PasskeyWriter.Wanted(
              PasskeyText.keyLine(names.get(i), keys.others().get(i)),
              (i + within) / filler.decoys(),
              false,
              PasskeyWriter.Wanted.ANYWHERE));
    }
    lines.add(
        new PasskeyWriter.Wanted(
            PasskeyText.keyLine(keys.asked()), cell.depthPercent() / 100, true, keyToken));
    lines.sort(Comparator.comparingDouble(PasskeyWriter.Wanted::share));
    return lines;
  }

  private static Example example(
      TextEncoder encoder,
      PasskeyCell cell,
      String name,
      Supplier<Iterator<String>> pieces,
      int key,
      long keyToken,
      Map<String, String> more) {
    String depth = BigDecimal.valueOf(cell.depthPercent()).stripTrailingZeros().toPlainString();
    TreeMap<String, String> attributes = new TreeMap<>(more);
    attributes.put("tokens", Long.toString(cell.tokens()));
    attributes.put("depth", depth);
    attributes.put("keyToken", Long.toString(keyToken));
    return new Example(
        name + ":" + cell.tokens() + ":" + depth + ":" + cell.seed(),
        TextContext.ofCountedPieces(pieces, encoder, cell.tokens()),
        PasskeyText.QUESTION,
        List.of(Integer.toString(key)),
        attributes);
  }

  /** Counts again by reading, where that is cheap; longer texts differ by whole blocks only. */
  private static void requireReadBack(
      TextEncoder encoder, PasskeyCell cell, Supplier<Iterator<String>> pieces) {
    if (cell.tokens() > LONGEST_READ_BACK) {
      return;
    }
    long read = TextContext.ofPieces(pieces).tokenCount(encoder);
    if (read != cell.tokens()) {
      throw new IllegalStateException(
          "a passkey context of "
              + cell.tokens()
              + " tokens reads back as "
              + read
              + "; this tokenizer cannot be counted in blocks, use a byte-level BPE");
    }
  }
}
