package org.rccbench.models.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rccbench.models.Decoding;
import org.rccbench.models.Generation;
import org.rccbench.models.Ledger;
import org.rccbench.models.Memory;
import org.rccbench.models.PhaseTimes;
import org.rccbench.models.PromptForm;
import org.rccbench.models.Prompts;
import org.rccbench.models.Told;

/**
 * A text and what is kept of it. A prompt that stands in the text is gone on with from there, also
 * where it begins or ends inside one of the text's tokens, provided that what was told follows; a
 * pass key is read off its line; any other answer is the one that it was told, provided that its
 * place in the text, where it has one, is kept.
 */
final class OracleMemory implements Memory, Told {
  private static final Pattern KEY_LINE =
      Pattern.compile("The pass key is ([0-9]+)\\. Remember it\\.");
  private static final String KEY_QUESTION = "The pass key is";
  private static final String NO_CHARACTER = "\uFFFD";
  private static final double WRONG = Math.log(1e-3);

  private final OracleModel model;
  private final int[] read;
  private final int[] kept;
  private final Prompts prompts = Prompts.OFFICIAL;
  private String told = "";

  OracleMemory(OracleModel model, int[] read, int[] kept) {
    this.model = model;
    this.read = read;
    this.kept = kept;
  }

  @Override
  public void tell(String answer) {
    told = answer;
  }

  @Override
  public Generation generate(int[] prompt, Decoding decoding) {
    int[] answer = said(prompt);
    int[] ids = Arrays.copyOf(answer, Math.min(answer.length, decoding.maxNewTokens()));
    long positions = ledger().positions() + prompt.length + ids.length;
    boolean ended = ids.length == answer.length && decoding.eosId().isPresent();
    return new Generation(ids, ended, positions, PhaseTimes.ZERO);
  }

  private int[] said(int[] prompt) {
    if (model.noise().guess()) {
      return model.tokenizer().encode(" " + guessed(prompt));
    }
    int at = place(prompt);
    int[] answer =
        at >= 0
            ? Arrays.copyOfRange(kept, at, kept.length)
            : toldBehind(prompt).orElseGet(() -> spoken(model.decode(prompt, 0, prompt.length)));
    boolean allWrong = model.noise().lengths().holds(read.length) || (at < 0 && isAtWrongDepth());
    return model.noise().said(answer, allWrong);
  }

  /** Behind the prompt in the text, where it goes on as told if it stands there twice; else -1. */
  private int place(int[] prompt) {
    int[] asked = withoutLineFeed(prompt);
    String right = toldWhole();
    // a token has at least a byte
    int most = right.getBytes(StandardCharsets.UTF_8).length;
    int first = -1;
    for (int i = 0; asked.length > 0 && i + asked.length <= read.length; i++) {
      int end = i + asked.length;
      if (Arrays.equals(read, i, end, asked, 0, asked.length)) {
        first = first < 0 ? end : first;
        if (right.isEmpty() || model.decode(read, end, end + most).startsWith(right)) {
          return end;
        }
      }
    }
    return first;
  }

  /**
   * What is kept behind the prompt's text, where it is what was told: a prompt that was cut in
   * another tokenizer has not the ids that its text has in the context.
   */
  private Optional<int[]> toldBehind(int[] prompt) {
    int[] asked = withoutLineFeed(prompt);
    String wanted = model.decode(asked, 0, asked.length);
    String right = toldWhole();
    int at = wanted.isEmpty() || right.isEmpty() ? -1 : text(read).indexOf(wanted + right);
    return at < 0 ? Optional.empty() : Optional.of(keptFrom(at + wanted.length()));
  }

  /** What was told without its last character where that was cut. */
  private String toldWhole() {
    return told.replaceFirst(NO_CHARACTER + "+$", "");
  }

  /** What is kept of the text from a character on, in new ids. */
  private int[] keptFrom(int character) {
    int end = firstWith(character);
    while (end < read.length && !text(read).startsWith(model.decode(read, 0, end))) {
      end++; // inside a character
    }
    // the rest of the token that the border stands in
    String rest = model.decode(read, 0, end).substring(character);
    boolean isKept = end == 0 || kept[end - 1] == read[end - 1];
    return model.tokenizer().encode((isKept ? rest : "") + model.decode(kept, end, kept.length));
  }

  /** The fewest ids whose text has so many characters. */
  private int firstWith(int characters) {
    int low = 0;
    int high = read.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (model.decode(read, 0, middle).length() < characters) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int[] withoutLineFeed(int[] prompt) {
    int[] before = model.tokenizer().encode(PromptForm.behind(model.card().compresses(), ""));
    boolean stands =
        before.length > 0
            && prompt.length > before.length
            && Arrays.equals(prompt, 0, before.length, before, 0, before.length);
    return stands ? Arrays.copyOfRange(prompt, before.length, prompt.length) : prompt;
  }

  private int[] spoken(String prompt) {
    if (prompt.endsWith(KEY_QUESTION)) {
      Matcher line = KEY_LINE.matcher(text(kept));
      return line.find() ? model.tokenizer().encode(" " + line.group(1)) : new int[0];
    }
    return model.tokenizer().encode(before(prompt) + answer());
  }

  /** What the mode of the prompt puts before an answer. */
  private String before(String prompt) {
    if (prompt.endsWith(prompts.reconstruction())) {
      String text = text(kept);
      int question = text.lastIndexOf(prompts.separator()) + prompts.separator().length();
      return text.substring(question) + prompts.turn();
    }
    return prompt.contains(prompts.reconstruction()) ? prompts.turn() : " ";
  }

  /** As told, unless its words stand in the text and were forgotten there. */
  private String answer() {
    int at = text(read).indexOf(told);
    return at < 0 || text(kept).contains(told) ? told : "";
  }

  private boolean isAtWrongDepth() {
    if (told.isEmpty() || model.noise().depths().equals(Noise.Range.EMPTY)) {
      return false;
    }
    String text = text(read);
    int at = text.indexOf(told);
    return at >= 0 && model.noise().depths().holds(100.0 * at / text.length());
  }

  /** One of the answers that somebody who has not read the text could think of. */
  private String guessed(int[] prompt) {
    Random random = new Random(31L * Arrays.hashCode(read) + Arrays.hashCode(prompt));
    if (told.equals("yes") || told.equals("no")) {
      return random.nextBoolean() ? "yes" : "no";
    }
    Optional<String> digits = Optional.of(told).filter(t -> t.matches("[0-9]+"));
    return digits.map(d -> guessedNumber(d.length(), random)).orElse("");
  }

  private static String guessedNumber(int digits, Random random) {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      number.append(i == 0 ? 1 + random.nextInt(9) : random.nextInt(10));
    }
    return number.toString();
  }

  private String text(int[] ids) {
    return model.decode(ids, 0, ids.length);
  }

  /** 0, certainty, for what it would say, and 1 in 1,000 for anything else. */
  @Override
  public double[] logProbabilities(int[] prompt, int[] continuation) {
    boolean toldSo = model.decode(continuation, 0, continuation.length).equals(told);
    int[] expected =
        toldSo && place(prompt) < 0
            ? model.noise().said(continuation, model.noise().lengths().holds(read.length))
            : said(prompt);
    double[] result = new double[continuation.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = i < expected.length && expected[i] == continuation[i] ? 0 : WRONG;
    }
    return result;
  }

  @Override
  public Ledger ledger() {
    return model.ledger(read.length);
  }

  @Override
  public PhaseTimes readTimes() {
    return PhaseTimes.ZERO;
  }

  @Override
  public long bytes() {
    return ledger().slotBytes();
  }

  @Override
  public void close() {
    // holds an array
  }
}
