package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;
import org.rccbench.evaluators.scorers.Passage;
import org.rccbench.models.Decoding;
import org.rccbench.models.Tokenizer;

/**
 * Asks a model whose tokenizer is not the suite's. A task makes its readings in the suite's tokens;
 * such a model gets the same texts in its own, and what it writes is counted in the suite's again.
 */
final class OwnTokens {
  /**
   * Room beyond what a text of the sample takes, since an output may be one of shorter tokens. What
   * is more than was asked for is cut, so that room alone changes no score.
   */
  private static final double MARGIN = 1.25;

  /** Tokens around the expected border of prompt and output at which it is looked for. */
  private static final int AROUND = 4;

  private OwnTokens() {}

  /**
   * The same texts in the model's own tokens. What is asked stays what it was, so that samples of
   * all models pair.
   */
  static Reading reading(Reading reading, Subject subject) {
    Optional<String> hash =
        reading.context() instanceof TokenContext ids && ids.tokens() > 0
            ? Optional.of(ids.sha256())
            : Optional.empty();
    Context context =
        hash.isPresent() ? TextContext.of(text(reading.context(), subject)) : reading.context();
    return new Reading(
        context,
        reading.requests().stream().map(request -> request(request, hash, subject)).toList());
  }

  private static String text(Context context, Subject subject) {
    int[] ids = new int[Math.toIntExact(context.tokenCount(subject.tokenizer()))];
    try (TokenStream stream = context.open(subject.tokenizer())) {
      stream.fill(ids);
    }
    return subject.tokenizer().decode(ids);
  }

  private static Request request(Request request, Optional<String> hash, Subject subject) {
    SortedMap<String, Object> details = new TreeMap<>(request.remarks().details());
    // a place in the suite's tokens is none in this model's windows
    details.remove(Divergence.START);
    String prompt = request.prompt().text();
    String reference = subject.tokenizer().decode(whole(request.reference(), subject.tokenizer()));
    return new Request(
        request.cell(),
        request.seed(),
        request.question(),
        Passage.of(subject.own().encode(prompt), prompt),
        request.references(),
        decoding(request, subject),
        request.skip(),
        new Request.Remarks(
            request.remarks().context().or(() -> hash), request.remarks().mode(), details),
        Optional.of(
            new Request.Own(
                request.decoding().maxNewTokens(),
                Arrays.stream(subject.own().encode(reference)).boxed().toList())));
  }

  private static Decoding decoding(Request request, Subject subject) {
    double room = request.decoding().maxNewTokens() * ratio(request, subject) * MARGIN;
    OptionalInt end =
        request.decoding().eosId().isPresent()
            ? subject.own().endOfText()
            : request.decoding().eosId();
    return new Decoding((int) Math.min(Integer.MAX_VALUE, Math.ceil(room)), end);
  }

  /** The model's own tokens for one of the suite's, in the text that has the most. */
  private static double ratio(Request request, Subject subject) {
    return Stream.concat(
            request.references().stream().map(Passage::text), Stream.of(request.question()))
        .filter(text -> !text.isBlank())
        .mapToDouble(
            text ->
                (double) subject.own().encode(text).length
                    / Math.max(1, subject.tokenizer().encode(text).length))
        .max()
        .orElse(1);
  }

  /**
   * What a model wrote, in the tokens in which the task counts, and no more of them than it asks
   * for.
   *
   * @param ids the model's own
   */
  static Passage output(Request request, int[] ids, Subject subject) {
    String text = subject.own().decode(ids);
    if (request.own().isEmpty()) {
      return Passage.of(ids, text);
    }
    int[] counted = counted(request, text, subject.tokenizer());
    int most = request.own().get().most();
    if (counted.length <= most) {
      return Passage.of(counted, text);
    }
    int[] head = Arrays.copyOf(counted, most);
    return Passage.of(head, subject.tokenizer().decode(head));
  }

  /**
   * The ids of an output. A text's ids depend on where it is cut, so what is the reference's text
   * has the reference's ids, and another output those that it has behind its prompt.
   */
  private static int[] counted(Request request, String text, Tokenizer tokenizer) {
    int[] known = whole(request.reference(), tokenizer);
    String right = tokenizer.decode(known);
    if (known.length > 0 && text.startsWith(right)) {
      return joined(known, tokenizer.encode(text.substring(right.length())));
    }
    int[] prompt = tokenizer.encode(request.prompt().text());
    int[] both = tokenizer.encode(request.prompt().text() + text);
    String before = tokenizer.decode(prompt);
    int last = Math.min(both.length, prompt.length + AROUND);
    for (int border = Math.max(0, prompt.length - AROUND); border <= last; border++) {
      if (tokenizer.decode(Arrays.copyOf(both, border)).equals(before)) {
        return Arrays.copyOfRange(both, border, both.length);
      }
    }
    // a token lies across the border
    return tokenizer.encode(text);
  }

  private static int[] whole(Passage passage, Tokenizer tokenizer) {
    List<Integer> ids = passage.ids();
    int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
    return WholeCharacters.upToWhole(tokenizer, all);
  }

  private static int[] joined(int[] head, int[] tail) {
    int[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }
}
