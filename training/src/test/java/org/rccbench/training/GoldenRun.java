package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;

/** One training folder: its variants, each run from the folder's weights. */
final class GoldenRun {
  private static final double LOSS = 2e-5;
  private static final double VALUE = 1e-4;

  /** Of a norm or a statistic that is printed with nine digits, relative. */
  private static final double RELATIVE = 1e-4;

  private final Path folder;
  private final Checkpoint checkpoint;
  private final Network network;
  private final Expected expected;
  private final Optional<Level> level;
  private final Map<String, List<Batch>> batches = new HashMap<>();
  private final double learningRate;

  GoldenRun(Path folder, String kind, JsonNode json) {
    this.folder = folder;
    this.checkpoint = Checkpoint.open(folder);
    this.expected = new Expected(folder.getFileName().toString(), json);
    assertThat(expected.integer("schema")).isEqualTo(1);
    assertThat(expected.text("kind")).isEqualTo(kind);
    assertThat(kind).as("known kinds of training").isIn("train-neox", "train-rcc");
    boolean rcc = kind.equals("train-rcc");
    this.network = rcc ? Network.rcc(checkpoint.config()) : Network.language(checkpoint.config());
    this.level = rcc ? Optional.of(level(expected.object("rcc"))) : Optional.empty();
    if (rcc) {
      Expected sets = expected.object("batches");
      List.of("prompt-masked", "first-text-token-counted")
          .forEach(name -> batches.put(name, rccBatches(sets.objects(name), name)));
    } else {
      batches.put("", expected.objects("batches").stream().map(GoldenRun::languageBatch).toList());
    }
    assertThat(expected.object("optimizer").text("name")).isEqualTo("AdamW");
    this.learningRate = expected.object("optimizer").number("lr");
  }

  private static Level level(Expected rcc) {
    Level level = new Level(rcc.integer("window"), rcc.integer("mem_len"));
    assertThat(level.slots(rcc.integer("context_length"))).isEqualTo(rcc.integer("slots"));
    return level;
  }

  private static Batch languageBatch(Expected batch) {
    int[][] labels = matrix(batch.value("labels"));
    for (int[] row : labels) {
      row[0] = Batch.IGNORED; // logits at t are held against label t + 1, so the first is not used
    }
    return new Batch(Optional.empty(), new int[0][], matrix(batch.value("input_ids")), labels);
  }

  private List<Batch> rccBatches(List<Expected> list, String set) {
    Expected rcc = expected.object("rcc");
    int masked = rcc.integer("masked_text_tokens");
    List<Batch> all = new ArrayList<>();
    for (Expected batch : list) {
      int[][] texts = matrix(batch.value("text_ids"));
      int[][] textLabels = matrix(batch.value("text_labels"));
      assertThat(texts[0]).hasSize(rcc.integer("text_length"));
      assertThat(labelsWithSlots(textLabels, rcc.integer("slots")))
          .isDeepEqualTo(matrix(batch.value("labels")));
      assertThat(Arrays.stream(textLabels[0]).takeWhile(l -> l == Batch.IGNORED).count())
          .isEqualTo(set.equals("prompt-masked") ? masked : 0);
      all.add(new Batch(level, matrix(batch.value("context_ids")), texts, textLabels));
    }
    return all;
  }

  private static int[][] labelsWithSlots(int[][] textLabels, int slots) {
    int[][] all = new int[textLabels.length][];
    for (int b = 0; b < all.length; b++) {
      all[b] = new int[slots + textLabels[b].length];
      Arrays.fill(all[b], 0, slots, Batch.IGNORED);
      System.arraycopy(textLabels[b], 0, all[b], slots, textLabels[b].length);
    }
    return all;
  }

  private static int[][] matrix(JsonNode rows) {
    int[][] matrix = new int[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = Expected.ids(rows.get(i));
    }
    return matrix;
  }

  List<DynamicTest> tests() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Expected variant : expected.objects("variants")) {
      tests.add(DynamicTest.dynamicTest(variant.text("name"), () -> run(variant)));
    }
    tests.add(
        DynamicTest.dynamicTest("every field was read", expected::assertThatEveryFieldWasRead));
    return tests;
  }

  private AdamW adamW(Expected variant) {
    Expected optimizer = expected.object("optimizer");
    JsonNode clip = variant.value("clip_grad_norm");
    return new AdamW(
        optimizer.number("beta1"),
        optimizer.number("beta2"),
        optimizer.number("eps"),
        variant.number("weight_decay"),
        clip.isNull() ? 0 : clip.asDouble());
  }

  private void run(Expected variant) {
    boolean frozen = variant.value("encoder_frozen").asBoolean();
    String set = network.compressor().isPresent() ? variant.text("batches") : "";
    List<Batch> data = batches.get(set);
    List<Expected> parameters = variant.objects("parameters");
    try (TrainStep step =
        new TrainStep(network, Dtype.F32, frozen, CheckpointWeights.same(checkpoint))) {
      assertThat(step.parameters().stream().map(Parameter::name))
          .containsExactlyInAnyOrderElementsOf(
              parameters.stream().map(p -> p.text("name")).toList());
      List<Expected> steps = variant.objects("steps");
      assertThat(steps).hasSameSizeAs(data);
      for (int i = 0; i < steps.size(); i++) {
        String where = variant.path() + " step " + i;
        double loss = step.backward(data.get(i), 1).loss();
        double norm = step.gradientNorm();
        assertThat(loss).as(where).isCloseTo(steps.get(i).number("loss"), within(LOSS));
        relative(where + " gradient norm", norm, steps.get(i).number("grad_norm"), RELATIVE);
        if (i == 0) {
          firstGradients(step, parameters, frozen);
        }
        step.update(adamW(variant), learningRate, i, norm);
      }
      assertThat(step.backward(data.get(0), 1).loss())
          .as(variant.path() + " loss_of_batch_0_after")
          .isCloseTo(variant.number("loss_of_batch_0_after"), within(LOSS));
      finalValues(step, variant, parameters);
    }
    assertThat(variant.number("max_abs_loss_diff_to_float64_run")).isLessThan(LOSS);
  }

  private static void firstGradients(TrainStep step, List<Expected> parameters, boolean frozen) {
    Map<String, Integer> numbers = numbers(step);
    for (Expected parameter : parameters) {
      int number = numbers.get(parameter.text("name"));
      Parameter own = step.parameters().get(number);
      String gradient = parameter.text("gradient");
      assertThat(gradient)
          .as(parameter.path() + " gradient")
          .isIn(
              frozen && own.name().startsWith("gpt_neox.rcc_encoder.")
                  ? Set.of("frozen")
                  : own.use() == Parameter.Use.DEAD ? Set.of("none") : Set.of("yes", "zero"));
      JsonNode norm = parameter.optional("first_step_grad_l2");
      if (step.isTrained(own)) {
        double own2 = norm(floats(step.take(number, TrainStep.Part.GRADIENT, Dtype.F32)));
        double wanted = norm.isNumber() ? norm.asDouble() : 0;
        assertThat(wanted > 0).isEqualTo(gradient.equals("yes"));
        assertThat(own2)
            .as(parameter.path() + " first_step_grad_l2")
            .isCloseTo(wanted, within(1e-6 + RELATIVE * wanted));
      } else {
        assertThat(norm.asDouble(0)).isZero();
      }
    }
  }

  private static Map<String, Integer> numbers(TrainStep step) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < step.parameters().size(); i++) {
      numbers.put(step.parameters().get(i).name(), i);
    }
    return numbers;
  }

  private void finalValues(TrainStep step, Expected variant, List<Expected> parameters) {
    String file = variant.text("final_file");
    Map<String, Integer> numbers = numbers(step);
    Map<String, FloatBuffer> reference = FinalFile.read(folder.resolve(file));
    for (Expected parameter : parameters) {
      String name = parameter.text("name");
      int number = numbers.get(name);
      float[] own = floats(step.take(number, TrainStep.Part.VALUE, Dtype.F32));
      int[] noise = parameter.has("noise_indices") ? parameter.ids("noise_indices") : new int[0];
      parameter.optional("noise_indices");
      assertThat(step.parameters().get(number).shape().stream().mapToInt(Long::intValue))
          .containsExactlyElementsOf(Arrays.stream(parameter.ids("shape")).boxed().toList());
      float[] wanted = new float[own.length];
      reference.get(name).get(wanted);
      for (int i = 0; i < own.length; i++) {
        int at = i;
        if (Arrays.stream(noise).noneMatch(n -> n == at)) {
          assertThat((double) own[i])
              .as(parameter.path() + " " + name + "[" + i + "]")
              .isCloseTo(wanted[i], within(VALUE));
        }
      }
      statistics(parameter, own, wanted, noise);
    }
  }

  /** The printed numbers describe the final file, noise included; ours are held to that file. */
  private void statistics(Expected parameter, float[] own, float[] wanted, int[] noise) {
    double tolerance = noise.length == 0 ? VALUE : 5e-3;
    double mean = mean(own);
    assertThat(mean)
        .as(parameter.path() + " mean")
        .isCloseTo(parameter.number("mean"), within(tolerance));
    double square = 0;
    for (float value : own) {
      square += (value - mean) * (value - mean);
    }
    assertThat(Math.sqrt(square / own.length))
        .as(parameter.path() + " std")
        .isCloseTo(parameter.number("std"), within(tolerance));
    relative(parameter.path() + " l2", norm(own), parameter.number("l2"), tolerance);
    row(parameter, "first4", wanted, 0);
    row(parameter, "last4", wanted, wanted.length - 4);
    float[] before =
        floats(
            CheckpointWeights.read(
                    checkpoint,
                    parameter.text("name"),
                    new Parameter(
                        parameter.text("name"),
                        Arrays.stream(parameter.ids("shape")).mapToObj(Long::valueOf).toList(),
                        Parameter.Use.DECODER))
                .bytes());
    float[] change = new float[own.length];
    for (int i = 0; i < own.length; i++) {
      change[i] = own[i] - before[i];
    }
    // Noise moves as far as signal does, in a random direction.
    assertThat(norm(change))
        .as(parameter.path() + " change_l2")
        .isCloseTo(
            parameter.number("change_l2"),
            within(1e-5 + (noise.length == 0 ? 1e-3 : 0.3) * parameter.number("change_l2")));
    assertThat(parameter.optional("max_abs_diff_to_float64_run").asDouble(0)).isLessThan(VALUE);
  }

  private static void row(Expected parameter, String field, float[] values, int from) {
    double[] numbers = parameter.numbers(field);
    for (int i = 0; i < numbers.length; i++) {
      assertThat((double) values[from + i])
          .as(parameter.path() + " " + field)
          .isCloseTo(numbers[i], within(1e-8 + 1e-6 * Math.abs(numbers[i])));
    }
  }

  private static void relative(String what, double actual, double expected, double tolerance) {
    assertThat(actual).as(what).isCloseTo(expected, within(1e-8 + tolerance * Math.abs(expected)));
  }

  private static float[] floats(ByteBuffer bytes) {
    FloatBuffer buffer = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
