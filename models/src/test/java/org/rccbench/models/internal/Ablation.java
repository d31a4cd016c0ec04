package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Inspection;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Folders;
import org.rccbench.models.internal.TensorFile.Tensor;

/**
 * A last-layer or ICAE checkpoint made of a golden RCC one, and what it must compute, found a
 * second way: two uncompressed models, as the golden tests know them. The encoder reads a window
 * (ICAE's learned tokens are ids of a larger vocabulary), plain Java multiplies its last rows by
 * W_e, the decoder reads the products (ids of a larger vocabulary) and then the prompt.
 */
final class Ablation {
  static final int TOKENS = 12;
  private static final String ENCODER = "gpt_neox.rcc_encoder.";
  private static final String EMBEDDING = "gpt_neox.embed_in.weight";
  private static final String HEAD = "embed_out.weight";
  private static final String INPUT = "gpt_neox.rcc_encoder2gpt_embed.weight";

  private final String architecture;
  private final Path golden;
  private final Path parent;
  private final Map<String, Tensor> tensors;
  private final float[][] memory;

  Ablation(String architecture, String golden, Path parent) throws IOException {
    this.architecture = architecture;
    this.golden = Folders.golden(golden);
    this.parent = parent;
    this.tensors = TensorFile.read(Checkpoint.open(this.golden));
    Random random = new Random(4);
    int width = width();
    this.memory = new float[architecture.equals("icae") ? TOKENS : 0][width];
    for (float[] row : memory) {
      IntStream.range(0, width).forEach(i -> row[i] = (float) random.nextGaussian());
    }
  }

  private int width() {
    return Math.toIntExact(tensors.get(EMBEDDING).size(1));
  }

  /** The checkpoint, without matrices that nobody multiplies by. */
  Path folder(int window, int rate, String compat) throws IOException {
    Path folder = Folders.copy(String.valueOf(golden.getFileName()), parent);
    Map<String, Tensor> own = new TreeMap<>(tensors);
    own.keySet().removeIf(name -> name.contains("A_matrix") || name.endsWith("x.embed_out.weight"));
    own.remove(ENCODER + HEAD);
    if (memory.length > 0) {
      Tensor none = new Tensor(List.of(0L, (long) width()), new float[0]);
      own.put("gpt_neox.rcc_encoder.memory_token_embed.weight", none.withRows(memory));
    }
    TensorFile.write(folder.resolve("model.safetensors"), own);
    Files.writeString(
        folder.resolve("rcc_config.json"),
        """
        {"window":%d,"rate":%d,"compat":"%s","architecture":"%s"}"""
            .replaceFirst("%d", "" + window)
            .replaceFirst("%d", "" + rate)
            .replaceFirst("%s", compat)
            .replaceFirst("%s", architecture));
    return folder;
  }

  /** What the decoder gets for the slots of one window. */
  private List<float[]> slots(int[] window, int rate, boolean lastToo) throws IOException {
    int[] at =
        IntStream.range(0, window.length)
            .filter(i -> (i + 1) % rate == 0 || (lastToo && i == window.length - 1))
            .toArray();
    int[] ids = window;
    if (memory.length > 0) {
      int[] learned = IntStream.range(0, at.length).map(j -> Models.VOCABULARY + j).toArray();
      ids = Models.joined(window, learned);
      at = IntStream.range(window.length, ids.length).toArray();
    }
    float[] rows = encoderRows(ids);
    List<float[]> products = new ArrayList<>();
    for (int row : at) {
      float[] level = Arrays.copyOfRange(rows, row * width(), (row + 1) * width());
      products.add(tensors.get(INPUT).times(level));
    }
    return products;
  }

  private float[] encoderRows(int[] ids) throws IOException {
    Map<String, Tensor> plain = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(ENCODER)) {
            plain.put(name.substring(ENCODER.length()), tensor);
          }
        });
    boolean own = Files.exists(golden.resolve("encoder_config.json"));
    Path folder = plain(plain, memory, own ? "encoder_config.json" : "config.json");
    ModelSpec spec = ModelSpec.of("full", folder.toString());
    try (TowerSource source = TowerSource.open(spec)) {
      Arithmetic arithmetic = source.arithmetic(spec, source.decoder(), TowerPart.PLAIN);
      try (GptNeox tower =
              GptNeox.load(source.decoder(), arithmetic, source.tensors(), TowerPart.PLAIN);
          KvCache cache = tower.newCache(ids.length);
          PtNDArray rows = tower.prefill(cache, ids, ids.length)) {
        return tower.script().floats("widen", rows);
      }
    }
  }

  /** A GPT-NeoX checkpoint with more ids, whose embeddings are given. */
  private Path plain(Map<String, Tensor> plain, float[][] more, String config) throws IOException {
    Path folder = Files.createTempDirectory(parent, "plain");
    plain.compute(EMBEDDING, (name, old) -> old.withRows(more));
    plain.compute(HEAD, (name, old) -> old.withRows(new float[more.length][width()]));
    TensorFile.write(folder.resolve("model.safetensors"), plain);
    Files.copy(golden.resolve(config), folder.resolve("config.json"));
    int vocabulary = Models.VOCABULARY + more.length;
    Folders.set(folder.resolve("config.json"), "vocab_size", "" + vocabulary);
    return folder;
  }

  /** The decoder's logits after all slots of the windows and a prompt. */
  float[] logits(List<int[]> windows, int rate, boolean lastToo, int... prompt) throws IOException {
    List<float[]> slots = new ArrayList<>();
    for (int[] window : windows) {
      slots.addAll(slots(window, rate, lastToo));
    }
    Map<String, Tensor> plain = new TreeMap<>(tensors);
    plain
        .keySet()
        .removeIf(name -> name.contains("rcc_encoder") || name.endsWith("x.embed_out.weight"));
    Path folder = plain(plain, slots.toArray(float[][]::new), "config.json");
    int[] learned = IntStream.range(0, slots.size()).map(j -> Models.VOCABULARY + j).toArray();
    try (ContextModel model = ContextModels.open(ModelSpec.of("full", folder.toString()))) {
      Inspection inspection =
          ((Inspection.Source) model).inspect(Optional.empty(), Models.joined(learned, prompt), 0);
      return Arrays.copyOf(inspection.lastLogits(), Models.VOCABULARY);
    }
  }
}
