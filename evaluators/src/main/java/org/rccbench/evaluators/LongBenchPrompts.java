package org.rccbench.evaluators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rccbench.datasets.DatasetCard;

/**
 * LongBench's prompts, from the user's copy of its {@code config/dataset2prompt.json}
 * (github.com/THUDM/LongBench): one template a set, with {@code {context}} and {@code {input}} in
 * it. What stands before the context is read with it, the rest is the prompt. The context is not
 * tokenized together with the prompt, as the original does, which may part one token at the border.
 *
 * @param templates by the name of the set
 * @param card the file, for the record of a run
 */
record LongBenchPrompts(SortedMap<String, Template> templates, DatasetCard card) {
  /** The detail that says which template asked. */
  static final String DETAIL = "prompt-template";

  private static final String CONTEXT = "{context}";
  private static final String INPUT = "{input}";

  /** Git's name of the published file. */
  private static final String PUBLISHED_BLOB = "1c85f6bc0f0df4e42131aa49a867797ee7043ecf";

  /** First digits of the sha256 of templates in that file. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "qasper", "0fbdd123fe7f83d6",
          "multifieldqa_en", "20b4666a2de8a1f7",
          "hotpotqa", "9ec4ae308865bd0c",
          "2wikimqa", "9ec4ae308865bd0c",
          "musique", "9ec4ae308865bd0c",
          "narrativeqa", "aada7ed24b06abac",
          "triviaqa", "00a802e6377e72fc");

  private static final int HEAD = 16;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * A set's template.
   *
   * @param before what stands before the context
   * @param behind what stands behind it, with a place for the question
   * @param remark first digits of the template's sha256, and whether they are the published ones
   */
  record Template(String before, String behind, String remark) {
    String prompt(String question) {
      return behind.replace(INPUT, question);
    }
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException naming file and set if it is no such file
   */
  static LongBenchPrompts read(Path file) {
    byte[] bytes;
    JsonNode root;
    try {
      bytes = Files.readAllBytes(file);
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read; name a copy of LongBench's config/dataset2prompt.json", e);
    }
    SortedMap<String, Template> templates = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      templates.put(field.getKey(), template(file, field.getKey(), field.getValue()));
    }
    if (templates.isEmpty()) {
      throw new IllegalArgumentException(file + " has no templates by name of a set");
    }
    return new LongBenchPrompts(templates, card(file, bytes));
  }

  private static Template template(Path file, String set, JsonNode value) {
    String text = value.asText();
    int at = text.indexOf(CONTEXT);
    String rest = text.replace(CONTEXT, "").replace(INPUT, "");
    boolean once =
        at >= 0 && text.indexOf(CONTEXT, at + 1) < 0 && !text.substring(0, at).contains(INPUT);
    if (!value.isTextual() || !once || rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException(
          file
              + ", set \""
              + set
              + "\": a template must have {context} once, then {input}, and no other braces, was "
              + value);
    }
    return new Template(
        text.substring(0, at), text.substring(at + CONTEXT.length()), remark(set, text));
  }

  private static String remark(String set, String text) {
    String head = Hash.sha256(text).substring(0, HEAD);
    String published = PUBLISHED.get(set);
    if (published == null) {
      return head;
    }
    return head + (published.equals(head) ? " (as published)" : " (published: " + published + ")");
  }

  private static DatasetCard card(Path file, byte[] bytes) {
    boolean published = gitBlob(bytes).equals(PUBLISHED_BLOB);
    return new DatasetCard(
        String.valueOf(file.getFileName()),
        "longbench-prompts",
        "config/dataset2prompt.json of github.com/THUDM/LongBench, "
            + (published ? "as published" : "not the version known here"),
        "MIT (the repository)",
        HexFormat.of().formatHex(digest("SHA-256", bytes)));
  }

  /** The name that git gives a file of these bytes. */
  static String gitBlob(byte[] bytes) {
    byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(digest("SHA-1", head, bytes));
  }

  private static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** The template of a set. */
  Optional<Template> of(String set) {
    return Optional.ofNullable(templates.get(set));
  }
}
