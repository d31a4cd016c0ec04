package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.rccbench.models.RccChat;
import org.rccbench.models.Tokenizer;

/** Folders of kind tokenizer and chat. */
final class GoldenText {
  private final Path folder;
  private final Expected expected;

  GoldenText(Path folder, Expected expected) {
    this.folder = folder;
    this.expected = expected;
  }

  List<DynamicTest> tokenizer() {
    Tokenizer tokenizer = Tokenizer.load(folder);
    assertThat(tokenizer.size()).isEqualTo(expected.integer("vocab_size_with_added"));
    assertThat(expected.integer("bpe_vocab_size")).isLessThan(tokenizer.size());
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected one : expected.objects("encode")) {
      tests.add(
          DynamicTest.dynamicTest("encode " + one.text("text"), () -> encode(tokenizer, one)));
    }
    for (Expected one : expected.objects("decode")) {
      tests.add(
          DynamicTest.dynamicTest("decode " + one.text("name"), () -> decode(tokenizer, one)));
    }
    tests.add(
        DynamicTest.dynamicTest("every field was read", expected::assertThatEveryFieldWasRead));
    return tests;
  }

  private static void encode(Tokenizer tokenizer, Expected one) {
    String text = one.text("text");
    assertThat(tokenizer.encode(text)).isEqualTo(one.ids("ids"));
    List<String> tokens = new ArrayList<>();
    one.value("tokens").forEach(token -> tokens.add(token.asText()));
    assertThat(tokenizer.tokens(text)).isEqualTo(tokens);
    decode(tokenizer, one);
    assertThat(one.text("decode").equals(text)).isEqualTo(one.value("round_trip").asBoolean());
  }

  private static void decode(Tokenizer tokenizer, Expected one) {
    int[] ids = one.ids("ids");
    assertThat(tokenizer.decode(ids)).isEqualTo(one.text("decode"));
    assertThat(tokenizer.decodeWithoutSpecial(ids)).isEqualTo(one.text("decode_skip_special"));
    assertThat(tokenizer.decodeCleaned(ids)).isEqualTo(one.text("decode_skip_special_cleanup"));
  }

  List<DynamicTest> chat() {
    assertThat(RccChat.FIXED_PROMPT).isEqualTo(expected.text("fixed_prompt"));
    assertThat(RccChat.SEPARATOR).isEqualTo(expected.text("separator"));
    assertThat(RccChat.MARKER).isEqualTo(expected.text("marker"));
    assertThat(RccChat.MAX_NEW_TOKENS).isEqualTo(expected.integer("max_new_tokens"));
    assertThat(RccChat.EOS_ID).isEqualTo(expected.integer("eos_token"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected one : expected.objects("cases")) {
      tests.add(DynamicTest.dynamicTest(one.path(), () -> prompt(one)));
    }
    for (Expected one : expected.objects("answers")) {
      tests.add(
          DynamicTest.dynamicTest(
              one.path(),
              () ->
                  assertThat(RccChat.answer(one.text("prediction")))
                      .isEqualTo(one.text("answer"))));
    }
    tests.add(
        DynamicTest.dynamicTest("every field was read", expected::assertThatEveryFieldWasRead));
    return tests;
  }

  private static void prompt(Expected one) {
    RccChat.Mode mode = RccChat.Mode.valueOf(one.text("mode").toUpperCase(Locale.ROOT));
    assertThat(RccChat.encoderText(one.text("context"), one.text("question")))
        .isEqualTo(one.text("encoder_text"));
    assertThat(RccChat.decoderPrompt(mode, one.text("question")))
        .isEqualTo(one.text("decoder_prompt"));
  }
}
