package org.rccbench.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rccbench.models.Prompts;
import org.rccbench.models.checkpoint.Architecture;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * How a model is made; a recipe file's content. Keys in the file are these names in snake case.
 *
 * @param name of the recipe
 * @param network what is trained, and from where it starts
 * @param data what it reads
 * @param objective what it learns
 * @param curriculum windows and rates in their order; absent for a language model
 * @param optimizer AdamW
 * @param schedule steps and learning rate
 * @param batch its size
 * @param precision of matrix products: {@code bf16} (default) or {@code f32}
 * @param weights type of the written weights: {@code f16} (default), {@code bf16} or {@code f32}
 * @param prompts strings of instruction training, written into the model's folder; what is left out
 *     is the official string
 * @param validation tasks of a suite that are run now and then; opaque here
 * @param card what the model cannot do, in plain words, for its card
 * @param seed of initial weights and of everything drawn
 */
public record Recipe(
    String name,
    Start network,
    DataPlan data,
    Objective objective,
    CurriculumPlan curriculum,
    AdamW optimizer,
    Schedule schedule,
    BatchPlan batch,
    String precision,
    String weights,
    Prompts prompts,
    JsonNode validation,
    String card,
    Long seed) {

  /** Fills in defaults and checks what belongs together. */
  public Recipe {
    required("name", name);
    required("network", network);
    required("data", data);
    required("objective", objective);
    required("schedule", schedule);
    required("batch", batch);
    required("seed", seed);
    optimizer = optimizer == null ? AdamW.USUAL : optimizer;
    precision = precision == null ? "bf16" : precision;
    weights = weights == null ? "f16" : weights;
    prompts = prompts == null ? Prompts.OFFICIAL : prompts;
    if (schedule.validateEvery() != null && validation == null) {
      throw new IllegalArgumentException("validate_every needs validation: with tasks");
    }
    Dtype.arithmetic(precision);
    dtype(weights);
    if (network.readsSlots() != (curriculum != null)) {
      throw new IllegalArgumentException(
          network.readsSlots()
              ? "architecture "
                  + network.architecture()
                  + " needs a curriculum with at least one level"
              : "a language model has no curriculum; remove it");
    }
    objective.check(network.readsSlots());
    data.check(objective);
  }

  static <T> T required(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  private static Dtype dtype(String weights) {
    return switch (weights) {
      case "f16" -> Dtype.F16;
      case "bf16" -> Dtype.BF16;
      case "f32" -> Dtype.F32;
      default ->
          throw new IllegalArgumentException(
              "unknown weights \"" + weights + "\"; known: f16, bf16, f32");
    };
  }

  /** Ids of the longest context that is drawn; 0 for plain text. */
  int longestContext() {
    if (curriculum == null) {
      return objective.context() == null ? 0 : objective.context().get(1);
    }
    double windows = objective.contextWindows().get(1);
    return (int) Math.round(windows * curriculum.longestWindow());
  }

  /** Type of the written weights. */
  public Dtype weightType() {
    return dtype(weights);
  }

  /**
   * What is trained.
   *
   * @param architecture {@code language-model}, {@code rcc}, or its ablations {@code last-layer}
   *     and {@code icae}
   * @param from {@code random}, or a HuggingFace folder; an architecture with an encoder may start
   *     from a folder of its own kind, or have both towers from a language model's
   * @param shape for {@code random} alone
   * @param positionalHeads for {@code random} alone: offset of each head, by block, 0 for none
   * @param projections how W_e and A_i start where {@code from} has none: {@code identity}
   *     (default; the A_i are 0) or {@code normal}
   * @param freezeEncoder whether the encoder stays as it is
   */
  public record Start(
      String architecture,
      String from,
      Shape shape,
      List<List<Integer>> positionalHeads,
      String projections,
      Boolean freezeEncoder) {
    private static final String LANGUAGE_MODEL = "language-model";

    /** Fills in defaults and checks what belongs together. */
    public Start {
      required("architecture", architecture);
      required("from", from);
      if (!architecture.equals(LANGUAGE_MODEL) && !Architecture.isNamed(architecture)) {
        throw new IllegalArgumentException(
            "unknown architecture \""
                + architecture
                + "\"; known: language-model, rcc, last-layer, icae");
      }
      projections = projections == null ? "identity" : projections;
      known("projections", projections, "identity", "normal");
      freezeEncoder = freezeEncoder != null && freezeEncoder;
      positionalHeads = positionalHeads == null ? List.of() : List.copyOf(positionalHeads);
      if (from.equals("random") != (shape != null)) {
        throw new IllegalArgumentException(
            from.equals("random")
                ? "from: random needs a shape"
                : "the shape is that of \"" + from + "\"; remove shape");
      }
      if (shape == null && !positionalHeads.isEmpty()) {
        throw new IllegalArgumentException("positional_heads are for from: random");
      }
    }

    /** How slots reach the decoder; empty for a language model. */
    public Optional<Architecture> compressor() {
      return architecture.equals(LANGUAGE_MODEL)
          ? Optional.empty()
          : Optional.of(Architecture.named(architecture));
    }

    /** Whether there is an encoder, whose slots the decoder reads. */
    public boolean readsSlots() {
      return compressor().isPresent();
    }
  }

  private static void known(String field, String value, String... known) {
    if (!List.of(known).contains(value)) {
      throw new IllegalArgumentException(
          "unknown " + field + " \"" + value + "\"; known: " + String.join(", ", known));
    }
  }

  /**
   * A new GPT-NeoX tower; the encoder has the decoder's shape.
   *
   * @param vocabulary rows of the embedding
   * @param hidden width
   * @param layers blocks
   * @param heads heads
   * @param intermediate width of the mlp, default 4 x hidden
   * @param maxPositions positions promised to users of the model
   * @param rotaryPct turned share of a head, default 1
   * @param activation default gelu_new
   * @param tied whether the head is the embedding, default no
   */
  public record Shape(
      Integer vocabulary,
      Integer hidden,
      Integer layers,
      Integer heads,
      Integer intermediate,
      Integer maxPositions,
      Double rotaryPct,
      String activation,
      Boolean tied) {

    /** Fills in defaults; the values are checked by {@link NeoxConfig}. */
    public Shape {
      required("vocabulary", vocabulary);
      required("hidden", hidden);
      required("layers", layers);
      required("heads", heads);
      required("max_positions", maxPositions);
      intermediate = intermediate == null ? Integer.valueOf(4 * hidden) : intermediate;
      rotaryPct = rotaryPct == null ? Double.valueOf(1) : rotaryPct;
      activation = activation == null ? "gelu_new" : activation;
      tied = tied != null && tied;
    }

    NeoxConfig config() {
      return new NeoxConfig(
          vocabulary,
          hidden,
          layers,
          heads,
          intermediate,
          maxPositions,
          rotaryPct,
          10000,
          1e-5,
          activation,
          true,
          true,
          tied,
          0);
    }
  }

  /**
   * The size of a batch.
   *
   * @param tokens that pass the network in one part of a step: contexts, slots and texts
   * @param parts of a step, whose gradients are added up; default 1
   */
  public record BatchPlan(Integer tokens, Integer parts) {
    /** Checks that both are > 0. */
    public BatchPlan {
      parts = parts == null ? Integer.valueOf(1) : parts;
      if (required("tokens", tokens) < 1 || parts < 1) {
        throw new IllegalArgumentException(
            "tokens and parts must be > 0, were " + tokens + " and " + parts);
      }
    }
  }

  /**
   * The recipe's parts that a resumed run must share, as text: all but the words of the card and
   * what is measured, which change no weight.
   */
  String identity() {
    return Objects.toString(
        new Recipe(
            name,
            network,
            data,
            objective,
            curriculum,
            optimizer,
            schedule.withoutValidation(),
            batch,
            precision,
            weights,
            prompts,
            null,
            null,
            seed));
  }

  /**
   * Whether a run of that {@link #identity} may be gone on with. The type of the written weights is
   * no part of what was trained: where F16 turns out too narrow, a run is not lost.
   */
  boolean goesOnWith(String other) {
    return withoutWeights(other).equals(withoutWeights(identity()));
  }

  private static String withoutWeights(String identity) {
    return identity.replaceFirst(", weights=(f16|bf16|f32), ", ", ");
  }
}
