package org.rccbench.datasets;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws a border and lays out a passkey context whose key line stands there. */
final class PasskeyPlacing {
  private static final long SALT = 0x3d1c_77aa_09e4_5b12L;
  private static final int BORDERS_TRIED = 40;
  private static final int MOVES = 6;

  /** Tokens of filler that are left on either side of the key line, for the cuts. */
  private static final int MARGIN = 24;

  private final TextEncoder encoder;
  private final PasskeyFiller filler;
  private final World world;
  private final PasskeyPlace.Borders borders;

  PasskeyPlacing(
      TextEncoder encoder, PasskeyFiller filler, World world, PasskeyPlace.Borders borders) {
    this.encoder = encoder;
    this.filler = filler;
    this.world = world;
    this.borders = borders;
  }

  /**
   * A sample with the key line at a place.
   *
   * @throws IllegalArgumentException if none was found
   */
  Example find(long tokens, long seed, PasskeyPlace place) {
    long bare = PasskeyGenerator.fewestTokens(encoder, seed, filler, world);
    long before = encoder.encode(PasskeyPlan.START).length;
    int key = PasskeyKeys.draw(world, seed, filler.decoys()).asked();
    PasskeyPlace.Span atStart = span(key, 0);
    long first = before + MARGIN;
    long last = before + tokens - bare - MARGIN;
    Draws draws = new Draws(seed ^ SALT);
    for (int i = 0; i < BORDERS_TRIED && first < last; i++) {
      long line = line(place, atStart, first, last, draws);
      if (line >= first && line <= last && place.holds(span(key, line), borders)) {
        double depth = 100.0 * (line - before) / (tokens - bare);
        PasskeyCell cell = new PasskeyCell(tokens, depth, seed);
        Example found = at(cell, place, line, tokens - bare);
        if (found != null) {
          return placed(found, place);
        }
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "no passkey context of %d tokens has its key %s with windows of %d and slots of %d"
                + " tokens (filler %s, seed %d); ask for a longer context or a smaller window",
            tokens,
            place.label(),
            borders.window(),
            borders.rate(),
            filler.label(),
            seed));
  }

  /** The token at which a line would begin that stands at one of the place's borders. */
  private long line(
      PasskeyPlace place, PasskeyPlace.Span atStart, long first, long last, Draws draws) {
    if (place == PasskeyPlace.INSIDE_WINDOW) {
      return first + draws.below((int) Math.min(Integer.MAX_VALUE, last - first + 1));
    }
    int every = place == PasskeyPlace.SLOT_EDGE ? borders.rate() : borders.window();
    long middle = atStart.number() + atStart.numberTokens() / 2;
    long lowest = (first + middle + every - 1) / every;
    long highest = (last + middle) / every;
    int choices = (int) Math.min(Integer.MAX_VALUE, Math.max(1, highest - lowest + 1));
    return (lowest + draws.below(choices)) * every - middle;
  }

  /** The sample whose key line begins at a token, or null where no cut leads there. */
  private Example at(PasskeyCell cell, PasskeyPlace place, long line, long room) {
    try {
      return filler == PasskeyFiller.CLASSIC
          ? moved(cell, place, line, room)
          : PasskeyGenerator.written(encoder, cell, filler, world, line);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The classic layout goes by depth alone: moves by what is missing. */
  private Example moved(PasskeyCell cell, PasskeyPlace place, long line, long room) {
    double depth = cell.depthPercent();
    for (int move = 0; move < MOVES; move++) {
      PasskeyCell tried =
          new PasskeyCell(cell.tokens(), Math.max(0, Math.min(100, depth)), cell.seed());
      Example example = PasskeyGenerator.sample(encoder, tried, filler, world);
      long found = Long.parseLong(example.attributes().get("keyToken"));
      if (place.holds(span(Integer.parseInt(example.answers().get(0)), found), borders)) {
        return example;
      }
      depth += 100.0 * (line - found) / room;
    }
    return null;
  }

  private PasskeyPlace.Span span(int key, long line) {
    String text = PasskeyText.keyLine(key);
    String number = Integer.toString(key);
    String before = text.substring(0, text.indexOf(number)).stripTrailing();
    int first = encoder.encode(before).length;
    int all = encoder.encode(before + " " + number).length;
    return new PasskeyPlace.Span(line, encoder.encode(text).length, line + first, all - first);
  }

  private static Example placed(Example example, PasskeyPlace place) {
    Map<String, String> attributes = new TreeMap<>(example.attributes());
    attributes.put("place", place.label());
    return new Example(
        example.id() + ":" + place.label(),
        example.context(),
        example.question(),
        example.answers(),
        new TreeMap<>(attributes));
  }
}
