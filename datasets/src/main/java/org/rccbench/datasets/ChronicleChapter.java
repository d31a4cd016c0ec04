package org.rccbench.datasets;

import java.util.List;

/**
 * A stretch of a document with a cast of its own, in which first names are unique.
 *
 * @param text opening line and one paragraph a person, with line feeds between them
 * @param words how many words it has
 * @param sentences its sentences, placed in {@code text}
 * @param people its cast, in the order of the text
 */
record ChronicleChapter(
    String text, int words, List<Sentence> sentences, List<ChroniclePerson> people) {}
