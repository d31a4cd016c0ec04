package org.rccbench.datasets;

/**
 * The names of {@link Example#attributes} that readers give. An attribute that a data set does not
 * have is absent, never empty; docs/datasets.md says which reader gives which.
 */
public final class Attributes {
  /** The set or task inside a collection, as in {@code hotpotqa}. */
  public static final String DATASET = "dataset";

  /** The language, as in {@code en}. */
  public static final String LANGUAGE = "language";

  /** The length that the file states, in the data set's own unit (LongBench: words). */
  public static final String LENGTH = "length";

  /** The length bucket by the data set's own rule. */
  public static final String BUCKET = "bucket";

  /** The classes of a classification task; see {@link Example#classes}. */
  public static final String ALL_CLASSES = "all_classes";

  /** The kind of question or answer. */
  public static final String TYPE = "type";

  /** For each of {@link Example#answers} its kind, in their order, parted by commas. */
  public static final String ANSWER_TYPES = "answer_types";

  /** How hard the data set says the question is. */
  public static final String LEVEL = "level";

  /** How many supporting facts the data set names. */
  public static final String SUPPORTING_FACTS = "supporting_facts";

  /** The document that a question is about, where several are about one. */
  public static final String DOCUMENT = "document";

  /** What the prompt ends with, so that the model goes on with the answer. */
  public static final String ANSWER_PREFIX = "answer_prefix";

  /** At most how many tokens an answer is given. */
  public static final String MAX_NEW_TOKENS = "max_new_tokens";

  private Attributes() {}
}
