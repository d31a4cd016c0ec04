package org.rccbench.evaluators;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TextEncoder;
import org.rccbench.datasets.TokenContext;
import org.rccbench.datasets.TokenStream;

/**
 * What becomes of a context that, with the longest prompt about it and its answer, has more tokens
 * than an uncompressed model may read. Models that compress read all of it. The tokens are the
 * model's own, whichever the suite counts in.
 *
 * @param mode what is done
 * @param limit decoder positions, or empty for those that the model was trained with
 */
public record Truncation(Mode mode, Optional<Integer> limit) {

  /** The detail that says how many tokens of the context were cut out. */
  static final String CUT = "cut";

  /** The detail that says in which mode. */
  static final String MODE = "truncation";

  /** What is done with a context that is too long. */
  public enum Mode {
    /** Its middle is cut out, as LongBench does (pred.py). */
    MIDDLE,
    /** Its beginning is cut off. */
    LEFT,
    /** The samples about it fail. */
    REFUSE,
    /** The samples about it are skipped. */
    SKIP;

    static Mode named(String label) {
      return Checks.named("truncation", label, values(), Mode::label);
    }

    /** The name in suites and ledgers. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The reading as a model gets it.
   *
   * @param forced whether the model is asked about the tokens of the first reference, too
   */
  Reading applied(Reading reading, Subject subject, boolean forced) {
    int most = limit.orElse(subject.positions());
    if (subject.compressed() || most <= 0) {
      return reading;
    }
    long tokens = reading.context().tokenCount(subject.own());
    int behind =
        reading.requests().stream()
            .filter(request -> request.skip().isEmpty())
            .mapToInt(request -> behind(request, forced))
            .max()
            .orElse(0);
    long room = most - (long) behind;
    return tokens <= room ? reading : shortened(reading, subject, tokens, room);
  }

  private static int behind(Request request, boolean forced) {
    int reference = forced ? request.forced().size() : 0;
    return request.prompt().ids().size() + Math.max(reference, request.decoding().maxNewTokens());
  }

  private Reading shortened(Reading reading, Subject subject, long tokens, long room) {
    String why =
        String.format(
            Locale.ROOT,
            "the context has %d tokens, and %d decoder positions are left for it",
            tokens,
            room);
    return switch (mode) {
      case SKIP -> with(reading, reading.context(), Optional.of(why), 0);
      case REFUSE -> with(reading, new Refused(reading.context(), why), Optional.empty(), 0);
      default ->
          room < 1
              ? with(reading, reading.context(), Optional.of(why), 0)
              : with(
                  reading,
                  new TokenContext(kept(reading.context(), subject, tokens, (int) room)),
                  Optional.empty(),
                  tokens - room);
    };
  }

  private int[] kept(Context context, Subject subject, long tokens, int room) {
    int head = mode == Mode.MIDDLE ? room / 2 : 0;
    int[] kept = new int[room];
    int[] piece = new int[1024];
    long at = 0;
    try (TokenStream ids = context.open(subject.own())) {
      for (int n = ids.fill(piece); n > 0; n = ids.fill(piece)) {
        for (int i = 0; i < n; i++, at++) {
          long fromEnd = at - (tokens - (room - head));
          if (at < head) {
            kept[(int) at] = piece[i];
          } else if (fromEnd >= 0) {
            kept[head + (int) fromEnd] = piece[i];
          }
        }
      }
    }
    return kept;
  }

  /** What is asked stays what it was, so that samples of all models pair. */
  private Reading with(Reading reading, Context context, Optional<String> skip, long cut) {
    String whole = reading.context().sha256();
    List<Request> requests =
        reading.requests().stream()
            .map(
                request -> {
                  SortedMap<String, Object> details = new TreeMap<>(request.remarks().details());
                  details.put(MODE, mode.label());
                  details.put(CUT, cut);
                  return new Request(
                      request.cell(),
                      request.seed(),
                      request.question(),
                      request.prompt(),
                      request.references(),
                      request.decoding(),
                      request.skip().or(() -> skip),
                      new Request.Remarks(
                          request.remarks().context().or(() -> Optional.of(whole)),
                          request.remarks().mode(),
                          details),
                      request.own());
                })
            .toList();
    return new Reading(context, requests);
  }

  /** A context that cannot be read. */
  private record Refused(Context context, String why) implements Context {
    @Override
    public TokenStream open(TextEncoder encoder) {
      throw new IllegalArgumentException(
          why + "; shorten the context, or set truncation to middle, left or skip");
    }

    @Override
    public long tokenCount(TextEncoder encoder) {
      return context.tokenCount(encoder);
    }

    @Override
    public String sha256() {
      return context.sha256();
    }
  }
}
