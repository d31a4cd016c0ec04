package org.rccbench.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleExamples;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.TextContext;
import org.rccbench.datasets.TextEncoder;

/** Documents of the chronicle, fresh for each length and sample, with questions about them. */
final class GeneratedQuestions {
  /** How many documents are looked at for one question of the forms asked for. */
  private static final int TRIES = 50;

  private final ChronicleSource source;
  private final Set<String> forms;
  private final int contexts;
  private final int questions;
  private final int shots;
  private final Chronicle chronicle;
  private final long dataSeed;

  GeneratedQuestions(QuestionAnsweringOptions options, long dataSeed) {
    this.source = options.chronicle();
    this.forms = Set.copyOf(source.forms());
    this.contexts = options.samples();
    this.questions = options.questions();
    this.shots = options.shots();
    this.chronicle = source.chronicle(dataSeed);
    this.dataSeed = dataSeed;
  }

  Stream<AskedContext> of(TextEncoder encoder) {
    ChronicleExamples documents = new ChronicleExamples(chronicle, encoder);
    // places first: a flatMap of documents would make all of a length before the first
    List<Place> places = new ArrayList<>();
    for (int length : source.lengths()) {
      for (int sample = 0; sample < contexts; sample++) {
        places.add(new Place(length, sample));
      }
    }
    return places.stream().map(place -> asked(documents, place.length(), place.sample()));
  }

  /** A length and the number of a context of it. */
  private record Place(int length, int sample) {}

  private AskedContext asked(ChronicleExamples documents, int length, int sample) {
    for (int i = 0; i < TRIES; i++) {
      long index =
          Hash.seed(
              dataSeed,
              QuestionAnswering.NAME,
              Integer.toString(length),
              Integer.toString(sample),
              Integer.toString(i));
      ChronicleDocument document = documents.document(index, length);
      List<ChronicleQuestion> fitting =
          document.questions().stream().filter(q -> forms.contains(q.form().label())).toList();
      if (fitting.size() > shots) {
        int most = Math.min(questions + shots, fitting.size());
        return asked(document, length, fitting.subList(0, most));
      }
    }
    throw new IllegalArgumentException(
        TRIES
            + " documents of up to "
            + length
            + " tokens have no more than "
            + shots
            + " questions of the forms "
            + source.forms()
            + "; ask for more forms, or for other lengths");
  }

  private AskedContext asked(
      ChronicleDocument document, int length, List<ChronicleQuestion> questionsAsked) {
    List<AskedContext.Question> asked = new ArrayList<>();
    for (ChronicleQuestion question : questionsAsked) {
      SortedMap<String, String> cell =
          AskedContext.Question.cell("length", Integer.toString(length));
      cell.put("form", question.form().label());
      SortedMap<String, Object> details = new TreeMap<>();
      details.put("kind", question.kind().label());
      details.put("hops", question.hops());
      details.put(Excerpt.DETAIL, Excerpt.joined(evidence(document, question)));
      Chance.of(question.form().label(), question.answers())
          .ifPresent(chance -> details.put(Chance.DETAIL, chance));
      asked.add(
          new AskedContext.Question(
              cell, asked.size(), question.text(), question.answers(), details));
    }
    return AskedContext.of(TextContext.of(document.text()), asked, shots);
  }

  private static List<String> evidence(ChronicleDocument document, ChronicleQuestion question) {
    return question.evidence().stream()
        .map(sentence -> document.sentences().get(sentence).of(document.text()))
        .toList();
  }
}
