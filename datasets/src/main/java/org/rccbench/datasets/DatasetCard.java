package org.rccbench.datasets;

import java.util.regex.Pattern;

/**
 * What a run record says about its data.
 *
 * @param name how the data set is called in tables
 * @param schema the name of its reader in {@link Datasets}, or of its generator
 * @param source where the data comes from
 * @param licence under which terms, or that they are not stated
 * @param sha256 64 lower-case hexadecimal digits over the content
 */
public record DatasetCard(
    String name, String schema, String source, String licence, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks that nothing is blank and the hash is one. */
  public DatasetCard {
    requireText("name", name);
    requireText("schema", schema);
    requireText("source", source);
    requireText("licence", licence);
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hexadecimal digits, was \"" + sha256 + "\"");
    }
  }

  private static void requireText(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " of a data set card must not be blank");
    }
  }
}
