package org.rccbench.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelSpec;

/** A folder that is not exactly a checkpoint is refused, and the message says what to do. */
class CheckpointTest {
  private static final String INDEX = "model.safetensors.index.json";

  @TempDir Path parent;

  private Path copy(String name) throws IOException {
    return Folders.copy(name, parent);
  }

  private static void refused(Path folder, String message) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static void notLoaded(Path folder, String message) {
    assertThatThrownBy(() -> ContextModels.open(ModelSpec.of("full", folder.toString())).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFolderIsNamedWithWhatIsWanted() {
    Path nowhere = parent.resolve("nowhere");
    refused(
        nowhere,
        "\""
            + nowhere
            + "\" is no folder and no bundled model; --model wants a HuggingFace folder");
  }

  @Test
  void aFolderWithoutConfigurationIsRefused() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Files.delete(folder.resolve("config.json"));
    refused(folder, "neox-legacy-f16\" has no config.json");
  }

  @Test
  void aFolderWithoutWeightsIsRefused() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Files.delete(folder.resolve("model.safetensors"));
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("neox-legacy-f16\" has no safetensors file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "consolidated.pth", "model.pt", "weights.pkl"})
  void pickledWeightsAreNeverReadAndTheWayToConvertThemIsTold(String name) throws IOException {
    Path folder = copy("neox-legacy-f16");
    Files.move(folder.resolve("model.safetensors"), folder.resolve(name));
    refused(folder, "has no safetensors file, only pickled weights, which can run code");
    refused(folder, "save_pretrained(DIR, safe_serialization=True)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model-00001-of-00005.safetensors",
        "/etc/model.safetensors",
        "sub/model.safetensors",
        "..\\model.safetensors",
        "C:\\model.safetensors",
        ".hidden.safetensors",
        "model.bin",
        "model.safetensors\\u0000",
        ""
      })
  void anIndexMustNameFilesOfItsOwnFolder(String escaped) throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    String json = "{\"gpt_neox.embed_in.weight\":\"" + escaped.replace("\\", "\\\\") + "\"}";
    if (escaped.endsWith("u0000")) {
      json = json.replace("\\\\u0000", "\\u0000");
    }
    Folders.set(folder.resolve(INDEX), "weight_map", json);
    refused(folder, INDEX + ", tensor \"gpt_neox.embed_in.weight\": \"");
    refused(folder, "\" is no plain name of a safetensors file in this folder");
  }

  @Test
  void aShardThatIsMissingIsNamed() throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    Files.delete(folder.resolve("model-00003-of-00005.safetensors"));
    refused(folder, INDEX + " names model-00003-of-00005.safetensors, which is not in the folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "\"model.safetensors\""})
  void anIndexWithoutAWeightMapIsRefused(String map) throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    Folders.set(folder.resolve(INDEX), "weight_map", map);
    refused(folder, INDEX + ", field weight_map is missing or empty");
    Folders.set(folder.resolve(INDEX), "weight_map", null);
    refused(folder, INDEX + ", field weight_map is missing or empty");
  }

  @Test
  void anIndexThatIsNoJsonIsNamedWithItsLine() throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    Files.writeString(folder.resolve(INDEX), "{\n\"weight_map\": oops}");
    refused(folder, INDEX + ", line 2: Unrecognized token 'oops'");
  }

  @Test
  void aTensorInTwoShardsIsRefused() throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    Files.delete(folder.resolve(INDEX));
    Files.copy(
        folder.resolve("model-00005-of-00005.safetensors"),
        folder.resolve("model-00006.safetensors"));
    refused(
        folder,
        "is in model-00005-of-00005.safetensors and in model-00006.safetensors of \"neox-nobias-sharded-f32\"; keep one");
  }

  @Test
  void shardsWithoutAnIndexAreReadAsTheyStand() throws IOException {
    Path folder = copy("neox-nobias-sharded-f32");
    Files.delete(folder.resolve(INDEX));
    assertThat(Checkpoint.open(folder).tensors())
        .isEqualTo(
            withParent(Checkpoint.open(Folders.golden("neox-nobias-sharded-f32")), folder)
                .tensors());
  }

  private static Checkpoint withParent(Checkpoint golden, Path copy) throws IOException {
    // Tensors know their files, so the same files must be compared.
    Files.copy(golden.folder().resolve(INDEX), copy.resolve(INDEX));
    return Checkpoint.open(copy);
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Folders.edit(
        folder.resolve("model.safetensors"),
        header -> header.replace("\"embed_out.weight\"", "\"embed_oux.weight\""));
    notLoaded(
        folder,
        "\"neox-legacy-f16\" lacks tensor \"embed_out.weight\"; it is no GPT-NeoX checkpoint of the shape in its config.json");
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Folders.set(folder.resolve("config.json"), "vocab_size", "500");
    notLoaded(
        folder,
        "model.safetensors, tensor \"gpt_neox.embed_in.weight\" has shape [512, 48], config.json says [500, 48]");
  }

  @Test
  void tensorsWithoutAPlaceInTheNetworkAreRefused() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Folders.set(folder.resolve("config.json"), "num_hidden_layers", "1");
    notLoaded(
        folder,
        "\"neox-legacy-f16\" has 12 tensors that its config.json has no place for, such as \"gpt_neox.layers.1.attention.dense.bias\"");
  }

  @Test
  void aWeightOfWholeNumbersIsRefused() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Folders.edit(
        folder.resolve("model.safetensors"),
        header ->
            header.replaceFirst(
                "(\"gpt_neox.final_layer_norm.bias\":\\{\"dtype\":\")F16", "$1I16"));
    notLoaded(
        folder,
        "model.safetensors, tensor \"gpt_neox.final_layer_norm.bias\" has dtype I16; weights must be F32, F16 or BF16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"I64", "F64"})
  void aWeightOfEightByteNumbersIsRefused(String dtype) throws IOException {
    Path folder = copy("neox-legacy-f16");
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 3; i++) {
      String offsets = "[" + 16 * i + "," + (16 * i + 16) + "]";
      header.append(i == 0 ? "" : ",").append("\"x").append(i);
      header.append("\":{\"dtype\":\"").append(dtype);
      header.append("\",\"shape\":[2],\"data_offsets\":").append(offsets).append('}');
    }
    Folders.write(folder.resolve("model.safetensors"), header.append('}').toString(), 48);
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertThatThrownBy(() -> checkpoint.tensor("x1", List.of(2L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model.safetensors, tensor \"x1\" has dtype "
                + dtype
                + "; weights must be F32, F16 or BF16");
  }

  @Test
  void moreBlocksThanTensorsAreRefusedBeforeTheirNamesAreMade() throws IOException {
    Path folder = copy("neox-legacy-f16");
    Folders.set(folder.resolve("config.json"), "num_hidden_layers", "2000000000");
    refused(
        folder,
        "config.json, field num_hidden_layers is 2000000000, but \"neox-legacy-f16\" has 34 tensors in all");
  }

  @Test
  void moreEncoderBlocksThanTensorsAreRefusedToo() throws IOException {
    Path folder = copy("rcc-w128-r16");
    Path encoder = folder.resolve("encoder_config.json");
    Files.copy(folder.resolve("config.json"), encoder);
    Folders.set(encoder, "num_hidden_layers", "2000000000");
    assertThatThrownBy(() -> ContextModels.open(ModelSpec.of("rcc", folder.toString())).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("encoder_config.json, field num_hidden_layers is 2000000000");
  }
}
