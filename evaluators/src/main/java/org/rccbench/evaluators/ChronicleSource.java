package org.rccbench.evaluators;

import java.util.Arrays;
import java.util.List;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleForm;
import org.rccbench.datasets.Paraphrases;
import org.rccbench.datasets.World;

/**
 * Generated documents to ask about.
 *
 * @param world {@code test} (default) or {@code validation}: what training has never seen
 * @param lengths most tokens of a document, default 512, 1024, 2048; a document has fewer by some
 *     twenty words at most
 * @param forms what questions ask of their reader, such as {@code one-hop}; default all
 * @param facts wordings of facts, {@code seen} (default) or {@code unseen} in training
 * @param questions wordings of questions, {@code seen} (default) or {@code unseen}
 */
record ChronicleSource(
    String world, List<Integer> lengths, List<String> forms, String facts, String questions) {

  ChronicleSource {
    world = world == null ? World.TEST.label() : world;
    lengths = Checks.distinct("lengths", lengths == null ? List.of(512, 1024, 2048) : lengths);
    lengths.forEach(length -> Checks.positive("lengths", length));
    forms = Checks.distinct("forms", forms == null ? labels(ChronicleForm.values()) : forms);
    forms.forEach(form -> Checks.named("form", form, ChronicleForm.values(), ChronicleForm::label));
    facts = facts == null ? Paraphrases.SEEN.label() : facts;
    questions = questions == null ? Paraphrases.SEEN.label() : questions;
    Checks.unseen(world);
    chronicle(World.TEST, 0, facts, questions);
  }

  /** The documents of a seed. */
  Chronicle chronicle(long seed) {
    return chronicle(Checks.unseen(world), seed, facts, questions);
  }

  private static Chronicle chronicle(World world, long seed, String facts, String questions) {
    return Chronicle.of(world, seed)
        .worded(
            Checks.named("facts", facts, Paraphrases.values(), Paraphrases::label),
            Checks.named("questions", questions, Paraphrases.values(), Paraphrases::label));
  }

  private static List<String> labels(ChronicleForm[] forms) {
    return Arrays.stream(forms).map(ChronicleForm::label).toList();
  }
}
