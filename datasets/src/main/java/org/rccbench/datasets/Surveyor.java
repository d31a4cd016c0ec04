package org.rccbench.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.ResizableDoubleArray;

/** Takes the measures of examples one after the other; see {@link Survey}. */
final class Surveyor {
  private final TextEncoder encoder;
  private final String unit;
  private final ResizableDoubleArray tokens = new ResizableDoubleArray();
  private final ResizableDoubleArray words = new ResizableDoubleArray();
  private final ResizableDoubleArray stated = new ResizableDoubleArray();
  private final Firsts ids = new Firsts();
  private final Firsts contents = new Firsts();
  private final SortedMap<String, SortedMap<LongBenchBucket, Long>> buckets = new TreeMap<>();
  private long examples;
  private long withoutQuestion;
  private long withoutAnswer;

  // Questions about one document share its context, which is read once.
  private Context context;
  private String contextHash;
  private long contextWords;

  Surveyor(TextEncoder encoder, String unit) {
    this.encoder = encoder;
    this.unit = unit;
  }

  /** Adds an example and returns how many there are. */
  long add(Example example) {
    examples++;
    withoutQuestion += example.question().isBlank() ? 1 : 0;
    withoutAnswer += example.answers().isEmpty() ? 1 : 0;
    measure(example);
    ids.add(Sha256.ofText(example.id()), examples);
    contents.add(Sha256.ofText(contextHash + " " + example.question()), examples);
    count(example.attributes());
    return examples;
  }

  private void measure(Example example) {
    if (example.context() != context) {
      context = example.context();
      contextHash = context.sha256();
      contextWords = context instanceof TextContext text ? text.words() : -1;
    }
    tokens.addElement((double) context.tokenCount(encoder));
    if (contextWords >= 0) {
      words.addElement((double) contextWords);
    }
    String length = example.attributes().get(Attributes.LENGTH);
    if (length != null) {
      stated.addElement((double) Long.parseLong(length));
    }
  }

  private void count(Map<String, String> attributes) {
    String bucket = attributes.get(Attributes.BUCKET);
    if (bucket != null) {
      buckets
          .computeIfAbsent(attributes.get(Attributes.DATASET), set -> new TreeMap<>())
          .merge(LongBenchBucket.labelled(bucket), 1L, Long::sum);
    }
  }

  /**
   * What has been measured.
   *
   * @param skipped the bad lines that were left out
   * @param end the bad line that ended the pass
   */
  Survey survey(List<BadLine> skipped, Optional<BadLine> end) {
    List<Lengths> lengths = new ArrayList<>();
    addLengths(lengths, "tokens of the context (" + unit + ")", tokens);
    addLengths(lengths, "words of the context", words);
    addLengths(lengths, "length as the file states it", stated);
    return new Survey(
        examples,
        withoutQuestion,
        withoutAnswer,
        List.copyOf(lengths),
        ids.repeats(),
        contents.repeats(),
        Collections.unmodifiableSortedMap(buckets),
        skipped.size() + (end.isPresent() ? 1 : 0),
        skipped.stream().findFirst().or(() -> end),
        end.isEmpty());
  }

  private static void addLengths(List<Lengths> all, String unit, ResizableDoubleArray values) {
    if (values.getNumElements() > 0) {
      all.add(Lengths.of(unit, values.getElements()));
    }
  }

  /** Where each key stood first, and how often one came again. */
  private static final class Firsts {
    private final Map<String, Long> firsts = new HashMap<>();
    private long count;
    private long first;
    private long of;

    void add(String sha256, long number) {
      // 128 bits of it are enough to tell any number of examples apart.
      Long earlier = firsts.putIfAbsent(sha256.substring(0, 32), number);
      if (earlier == null) {
        return;
      }
      count++;
      if (first == 0) {
        first = number;
        of = earlier;
      }
    }

    Survey.Repeats repeats() {
      return new Survey.Repeats(count, first, of);
    }
  }
}
