package org.rccbench.datasets;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The text of a passkey context whose filler is sentences: task line, filler, and in it the key
 * lines, each between two line feeds.
 *
 * @param filler gives the sentences of the filler from the first one on
 * @param lines the key lines in the order of the text
 * @param sentences whole sentences of filler
 * @param skipped sentences passed over before the cut one
 * @param characters how much of the text that comes after them is taken, to meet the length
 */
record PasskeyPlan(
    Supplier<Iterator<String>> filler,
    List<Line> lines,
    long sentences,
    int skipped,
    int characters) {
  /** How many sentences the text that is cut may be made of. */
  static final int CUT_SENTENCES = 8;

  /**
   * A key line.
   *
   * @param text the line without line feeds
   * @param sentencesBefore whole sentences of filler before it; one more than there are for a line
   *     that follows the cut text as well
   * @param cut the beginning of more filler, with the space before it, that stands between those
   *     sentences and the line; may be empty
   */
  record Line(String text, long sentencesBefore, String cut) {}

  static final String START = PasskeyText.TASK + "\n";

  static String between(String line) {
    return "\n" + line + "\n";
  }

  /** The text from the next sentence on that may be cut anywhere. */
  static String cuttable(Iterator<String> sentences, int skipped) {
    for (int i = 0; i < skipped; i++) {
      sentences.next();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CUT_SENTENCES; i++) {
      text.append(i == 0 ? "" : " ").append(sentences.next());
    }
    return text.toString();
  }

  /** The text in small pieces, so that the length needs no memory. */
  Iterator<String> pieces() {
    return new Pieces();
  }

  private final class Pieces implements Iterator<String> {
    private final Iterator<String> source = filler.get();
    private final Iterator<Line> linesLeft = lines.iterator();
    private Line line = linesLeft.hasNext() ? linesLeft.next() : null;
    private long written = -1;
    private boolean atLineStart = true;

    @Override
    public boolean hasNext() {
      return written <= sentences || line != null;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the passkey text has ended");
      }
      if (written < 0) {
        written = 0;
        return START;
      }
      if (line != null && line.sentencesBefore() == written) {
        String text = line.cut() + between(line.text());
        line = linesLeft.hasNext() ? linesLeft.next() : null;
        atLineStart = true;
        return text;
      }
      String lead = atLineStart ? "" : " ";
      atLineStart = false;
      written++;
      return written <= sentences
          ? lead + source.next()
          : (lead + cuttable(source, skipped)).substring(0, characters);
    }
  }
}
