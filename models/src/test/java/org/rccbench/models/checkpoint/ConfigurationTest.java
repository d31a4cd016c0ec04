package org.rccbench.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.Prompts;
import org.rccbench.models.RccChat;

/**
 * A configuration that this network does not compute is refused, naming file, field and value:
 * nothing is guessed and nothing is ignored.
 */
class ConfigurationTest {

  @TempDir Path parent;
  private Path folder;
  private Path config;

  @BeforeEach
  void copy() throws IOException {
    folder = Folders.copy("rcc-w128-r16", parent);
    config = folder.resolve("config.json");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vocab_size",
        "hidden_size",
        "num_hidden_layers",
        "num_attention_heads",
        "intermediate_size",
        "max_position_embeddings"
      })
  void sizesMustBeThereAndBePositiveWholeNumbers(String field) throws IOException {
    for (String value : new String[] {"0", "-1", "-2147483648"}) {
      Folders.set(config, field, value);
      refused("config.json: " + field + " must be > 0, was " + value);
    }
    for (String value : new String[] {"\"32\"", "32.0", "2147483648", "true", "null", "[32]"}) {
      Folders.set(config, field, value);
      refused("config.json, field " + field + " must be a whole number, was " + value);
    }
    Folders.set(config, field, null);
    refused("config.json, field " + field + " is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "rotary_pct|\"0.25\"|, field rotary_pct must be a number, was \"0.25\"",
        "rotary_pct|0|: rotary_pct must be in (0, 1], was 0.0",
        "rotary_pct|1.5|: rotary_pct must be in (0, 1], was 1.5",
        "rotary_pct|0.2|: rotary_pct 0.2 turns 3 of 16 dimensions of a head; it must be an even number, at least 2",
        "rotary_pct|0.06|: rotary_pct 0.06 turns 0 of 16 dimensions of a head",
        "rotary_emb_base|-1|: rotary_emb_base and layer_norm_eps must be > 0, were -1.0 and 1.0E-5",
        "layer_norm_eps|0|: rotary_emb_base and layer_norm_eps must be > 0, were 10000.0 and 0.0",
        "layer_norm_eps|\"1e-5\"|, field layer_norm_eps must be a number, was \"1e-5\"",
        "num_attention_heads|3|: hidden_size 32 is no multiple of num_attention_heads 3",
        "hidden_act|\"relu\"|: hidden_act \"relu\" is not supported; known: gelu, gelu_new, gelu_fast",
        "hidden_act|7|, field hidden_act must be a text, was 7",
        "use_parallel_residual|1|, field use_parallel_residual must be true or false, was 1",
        "attention_bias|\"no\"|, field attention_bias must be true or false, was \"no\"",
        "tie_word_embeddings|null|, field tie_word_embeddings must be true or false, was null",
        "eos_token_id|[0]|, field eos_token_id must be a number, was [0]",
        "model_type|\"llama\"|, field model_type must be \"gpt_neox\", was \"llama\"",
        "model_type|7|, field model_type must be \"gpt_neox\", was 7",
        "rope_scaling|{\"type\":\"linear\",\"factor\":2.0}|, field rope_scaling: scaled rotary angles are not supported, found {\"type\":\"linear\",\"factor\":2.0}",
        "rope_parameters|{\"rope_type\":\"yarn\"}|, field rope_scaling: scaled rotary angles are not supported",
        "sliding_window|128| has unknown fields [sliding_window], which might change what the network computes"
      })
  void aFieldThatIsNotWhatItMustBeIsNamed(String field, String value, String message)
      throws IOException {
    Folders.set(config, field, value);
    refused("config.json" + message);
  }

  @Test
  void aConfigurationThatIsNoObjectIsRefused() throws IOException {
    for (String text : new String[] {"", "[]", "null", "7", "\"gpt_neox\""}) {
      Files.writeString(config, text);
      refused("config.json must hold a JSON object");
    }
  }

  @Test
  void aConfigurationThatIsNoJsonIsNamedWithItsLine() throws IOException {
    Files.writeString(config, "{\n\"vocab_size\": 512,\n\"hidden_size\": }");
    refused("config.json, line 3: Unexpected character ('}'");
    Files.writeString(config, "{\n\"vocab_size\": 512,\n\"vocab_size\": 513}");
    refused("config.json, line 3: Duplicate field 'vocab_size'");
    Files.writeString(config, Files.readString(Folders.golden("rcc-w128-r16/config.json")) + "}");
    refused("Unexpected close marker '}'");
    Files.writeString(config, "[".repeat(5_000));
    refused("config.json: Document nesting depth (1001) exceeds the maximum allowed (1000");
  }

  @Test
  void aConfigurationOfManyMegabytesIsNotRead() throws IOException {
    Files.writeString(config, "{\"a\":\"" + "x".repeat(4_000_000) + "\"}");
    refused("config.json has 4000008 bytes, no configuration is that long");
  }

  @Test
  void newerNamesOfTheRotaryFieldsAreRead() throws IOException {
    NeoxConfig old = Checkpoint.open(folder).config();
    Folders.set(config, "rotary_pct", null);
    Folders.set(config, "rotary_emb_base", null);
    Folders.set(
        config,
        "rope_parameters",
        "{\"rope_type\":\"default\",\"rope_theta\":500000.0,\"partial_rotary_factor\":0.5}");
    assertThat(Checkpoint.open(folder).config().rotaryBase()).isEqualTo(500_000);
    assertThat(Checkpoint.open(folder).config().rotaryPct()).isEqualTo(0.5);
    Folders.set(config, "rope_parameters", null);
    assertThat(Checkpoint.open(folder).config()).isEqualTo(old); // transformers' defaults
    Folders.set(config, "rope_theta", "500000");
    Folders.set(config, "partial_rotary_factor", "0.5");
    assertThat(Checkpoint.open(folder).config().rotaryBase()).isEqualTo(500_000);
    assertThat(Checkpoint.open(folder).config().rotaryPct()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "rope_theta|500000|, fields rotary_emb_base and rope_theta disagree: 10000 and 500000; keep the one that was trained",
        "partial_rotary_factor|0.5|, fields rotary_pct and partial_rotary_factor disagree: 0.25 and 0.5",
        "rope_parameters|{\"rope_theta\":500000}|, fields rotary_emb_base and rope_parameters.rope_theta disagree: 10000 and 500000",
        "rope_parameters|{\"rope_theta\":\"10000\"}|, field rope_parameters.rope_theta must be a number, was \"10000\"",
        "rope_theta|\"10000\"|, field rope_theta must be a number, was \"10000\""
      })
  void namesOfOneRotaryFieldMustAgree(String field, String value, String message)
      throws IOException {
    Folders.set(config, field, value);
    refused("config.json" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{\"windows\":128}| has unknown fields [windows], which might change what the network computes",
        "{\"window\":16,\"rate\":17}|: rate 17 is larger than the window of 16 tokens: no slot would be kept",
        "{\"rate\":4096}|: rate 4096 is larger than the window of 2048 tokens: no slot would be kept",
        "{\"window\":0}|: window and rate must be > 0, were 0 and 32",
        "{\"rate\":-1}|: window and rate must be > 0, were 2048 and -1",
        "{\"window\":\"128\"}|, field window must be a whole number, was \"128\"",
        "{\"rate\":1.5}|, field rate must be a whole number, was 1.5",
        "{\"level_rule\":\"last\"}|: unknown level_rule \"last\"; known: first, pairs",
        "{\"level_rule\":2}|, field level_rule must be a text, was 2",
        "{\"compat\":\"official\"}|: unknown compat \"official\"; known: reference, fixed",
        "{\"architecture\":\"icea\"}|: unknown architecture \"icea\"; known: rcc, last-layer, icae",
        "{\"architecture\":1}|, field architecture must be a text, was 1",
        "{\"architecture\":\"icae\",\"level_rule\":\"pairs\"}|: level_rule \"pairs\" is for architecture rcc; icae uses the encoder's last level alone",
        "{\"prompts\":\"none\"}|, field prompts must be an object, was \"none\"",
        "{\"prompts\":{\"marker\":2}}|, field prompts.marker must be a text, was 2",
        "{\"prompts\":{\"markers\":\"a\"}}| has unknown fields [markers]",
        "{\"prompts\":{\"human\":\"Q:\"}}|: human must contain {question}, was \"Q:\"",
        "[]| must hold a JSON object"
      })
  void rccConfigIsCheckedInTheSameWay(String json, String message) throws IOException {
    Files.writeString(folder.resolve("rcc_config.json"), json);
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertThatThrownBy(checkpoint::rccConfig)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rcc_config.json" + message);
  }

  @Test
  void promptsThatAreLeftOutAreTheOfficialOnes() throws IOException {
    Files.writeString(
        folder.resolve("rcc_config.json"),
        "{\"architecture\":\"icae\",\"prompts\":{\"human\":\"\\nQ: {question}\\nA:\",\"marker\":\"A: \"}}");
    RccConfig read = Checkpoint.open(folder).rccConfig().orElseThrow();
    assertThat(read.architecture()).isEqualTo(Architecture.ICAE);
    Prompts prompts = read.prompts();
    assertThat(Prompts.filled(prompts.human(), "Who?")).isEqualTo("\nQ: Who?\nA:");
    assertThat(prompts.answer("x A: y A: z")).isEqualTo("z");
    assertThat(prompts.answer("no marker")).isEqualTo("no marker");
    assertThat(prompts.encoderText("c", "q"))
        .isEqualTo(RccChat.encoderText("c", "q"))
        .isEqualTo("c\n\nq");
    assertThat(prompts.reconstruction()).isEqualTo(RccChat.FIXED_PROMPT);
    assertThat(Prompts.filled(Prompts.OFFICIAL.human(), "Who?"))
        .isEqualTo(RccChat.decoderPrompt(RccChat.Mode.HUMAN, "Who?"));
    assertThat(Prompts.OFFICIAL.answer("a assistant\nb")).isEqualTo("b");
  }

  @Test
  void rccConfigTakesTheOfficialValueForWhatItLeavesOut() throws IOException {
    assertThat(Checkpoint.open(folder).rccConfig()).isEmpty();
    Files.writeString(folder.resolve("rcc_config.json"), "{}");
    assertThat(Checkpoint.open(folder).rccConfig())
        .contains(
            new RccConfig(
                2048, 32, List.of(), false, Compat.REFERENCE, Architecture.RCC, Prompts.OFFICIAL));
    Files.writeString(
        folder.resolve("rcc_config.json"),
        "{\"window\":128,\"rate\":16,\"level_rule\":\"pairs\",\"compat\":\"fixed\",\"trained_rates\":[8,16]}");
    assertThat(Checkpoint.open(folder).rccConfig())
        .contains(
            new RccConfig(
                128, 16, List.of(8, 16), true, Compat.FIXED, Architecture.RCC, Prompts.OFFICIAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "\"16\"", "[\"16\"]", "[0]", "[1.5]", "{\"a\":1}", "null"})
  void trainedRatesAreWholeNumbers(String rates) throws IOException {
    Files.writeString(folder.resolve("rcc_config.json"), "{\"trained_rates\":" + rates + "}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder).rccConfig())
        .withMessageStartingWith("rcc_config.json, field trained_rates must ");
  }
}
