package org.rccbench.training.tokenizer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The files of a HuggingFace folder that say how its model's text is cut into tokens. */
final class TokenizerFile {
  private static final JsonMapper JSON = new JsonMapper();

  private TokenizerFile() {}

  /**
   * tokenizer.json of a byte-level BPE in which every digit stands alone. Nothing is normalised, so
   * that every text comes back as it was.
   */
  static String json(Vocabulary vocabulary) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    addedTokens(root.putArray("added_tokens"));
    root.putNull("normalizer");
    ObjectNode cutting = root.putObject("pre_tokenizer");
    cutting.put("type", "Sequence");
    ArrayNode steps = cutting.putArray("pretokenizers");
    steps.addObject().put("type", "Digits").put("individual_digits", true);
    byteLevel(steps.addObject());
    root.putNull("post_processor");
    byteLevel(root.putObject("decoder"));
    model(root.putObject("model"), vocabulary);
    return root.toPrettyString() + "\n";
  }

  private static void addedTokens(ArrayNode added) {
    for (int id = 0; id < Vocabulary.SPECIAL.size(); id++) {
      ObjectNode token = added.addObject();
      token.put("id", id);
      token.put("content", Vocabulary.SPECIAL.get(id));
      token.put("single_word", false);
      token.put("lstrip", false);
      token.put("rstrip", false);
      token.put("normalized", false);
      token.put("special", true);
    }
  }

  private static void byteLevel(ObjectNode json) {
    json.put("type", "ByteLevel");
    json.put("add_prefix_space", false);
    json.put("trim_offsets", true);
    json.put("use_regex", true);
  }

  private static void model(ObjectNode json, Vocabulary vocabulary) {
    json.put("type", "BPE");
    json.putNull("dropout");
    json.putNull("unk_token");
    json.putNull("continuing_subword_prefix");
    json.putNull("end_of_word_suffix");
    json.put("fuse_unk", false);
    json.put("byte_fallback", false);
    json.put("ignore_merges", false);
    ObjectNode ids = json.putObject("vocab");
    vocabulary.ids().forEach(ids::put);
    ArrayNode merges = json.putArray("merges");
    vocabulary.merges().forEach(merges::add);
  }

  /** tokenizer_config.json, by which transformers loads the folder. */
  static String config() {
    ObjectNode root = JSON.createObjectNode();
    root.put("tokenizer_class", "PreTrainedTokenizerFast");
    root.put("bos_token", Vocabulary.SPECIAL.get(0));
    root.put("eos_token", Vocabulary.SPECIAL.get(0));
    root.put("pad_token", Vocabulary.SPECIAL.get(1));
    root.put("clean_up_tokenization_spaces", false);
    return root.toPrettyString() + "\n";
  }
}
