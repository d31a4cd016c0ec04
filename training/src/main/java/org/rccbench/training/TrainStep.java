package org.rccbench.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;
import org.rccbench.models.torch.TrainableScript;
import org.rccbench.models.torch.TrainableScript.Input;

/**
 * A network with its gradients and moments, all in f32: the loss of a batch, its gradient, an AdamW
 * update. The arithmetic itself is train_step.py. Not safe for use by several threads.
 */
final class TrainStep implements AutoCloseable {
  private static final Input NOTHING = Input.longs(new long[0], 0);

  private final List<Parameter> parameters;
  private final boolean encoderFrozen;
  private final int vocabulary;
  private final KeptWindows windows;
  private final TrainableScript script = TrainableScript.load(source(), "TrainStep");

  /** What of a tensor is asked for. */
  enum Part {
    VALUE(0),
    FIRST_MOMENT(1),
    SECOND_MOMENT(2),
    GRADIENT(3);

    /** Its number in train_step.py. */
    private final int number;

    Part(int number) {
      this.number = number;
    }
  }

  /**
   * How a step is computed.
   *
   * @param precision of matrix products, F32 or BF16; everything else is f32
   * @param device {@code cpu} or {@code cuda:N}
   */
  record Compute(Dtype precision, String device) {}

  /** Makes a network on the CPU. */
  TrainStep(Network network, Dtype precision, boolean encoderFrozen, Weights weights) {
    this(network, new Compute(precision, "cpu"), encoderFrozen, weights);
  }

  /**
   * Makes a network.
   *
   * @throws IllegalArgumentException if the device is not there
   */
  TrainStep(Network network, Compute compute, boolean encoderFrozen, Weights weights) {
    this.parameters = network.parameters();
    this.encoderFrozen = encoderFrozen;
    this.vocabulary = network.decoder().vocabulary();
    this.windows = new KeptWindows(new Keeper(), slotBytes(network));
    try {
      place(compute.device());
      configure(network, compute.precision());
      parameters.forEach(parameter -> add(parameter, weights.of(parameter)));
    } catch (RuntimeException e) {
      script.close();
      throw e;
    }
  }

  private static String source() {
    try (InputStream in = TrainStep.class.getResourceAsStream("train_step.py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void place(String device) {
    try {
      script.configure("place", device);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "device "
              + device
              + " cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "; train on cpu, or with a libtorch and a driver that have it",
          e);
    }
  }

  private void configure(Network network, Dtype precision) {
    Network.Layout layout = new Network.Layout(network);
    script.configure(
        "configure",
        precision.scalarType(),
        network.decoder().hidden(),
        network.compressor().map(Network.Compressor::levelsPerBlock).orElse(0),
        layout.projections(),
        layout.memory(),
        layout.table());
    tower(0, network.decoder());
    network.encoder().ifPresent(encoder -> tower(layout.encoderStart(), encoder));
  }

  private void tower(int start, NeoxConfig config) {
    script.configure(
        "tower",
        start,
        config.layers(),
        config.heads(),
        config.rotaryDimensions(),
        config.rotaryBase(),
        config.eps(),
        !config.activation().equals("gelu"),
        config.parallel());
  }

  private void add(Parameter parameter, Weights.Values values) {
    long bytes = parameter.elements() * values.dtype().bytes();
    if (values.bytes().remaining() != bytes) {
      throw new IllegalArgumentException(
          "tensor \""
              + parameter.name()
              + "\" needs "
              + bytes
              + " bytes, got "
              + values.bytes().remaining());
    }
    long[] about = new long[2 + parameter.shape().size()];
    about[0] = values.dtype().scalarType();
    about[1] = parameter.isTrained(encoderFrozen) ? 1 : 0;
    for (int i = 2; i < about.length; i++) {
      about[i] = parameter.shape().get(i - 2);
    }
    script.evaluate("add", Input.bytes(values.bytes()), Input.longs(about, about.length));
  }

  List<Parameter> parameters() {
    return parameters;
  }

  boolean isTrained(Parameter parameter) {
    return parameter.isTrained(encoderFrozen);
  }

  /**
   * What a batch gave.
   *
   * @param loss mean negative log-probability of the predicted ids, in nats
   * @param accuracy share of them that were the network's best guess
   */
  record Result(double loss, double accuracy) {}

  /** Adds {@code weight} times the gradient of the batch's mean loss to the gradients. */
  Result backward(Batch batch, double weight) {
    // A frozen encoder gives the same slots for a window as long as it lives.
    boolean kept = encoderFrozen && batch.level().isPresent();
    List<Input> inputs = inputs(batch, kept);
    inputs.add(Input.doubles(weight));
    double[] result = script.train("backward", inputs.toArray(Input[]::new));
    return new Result(result[0], result[1]);
  }

  /** Natural-log probabilities of the predicted ids, text after text. */
  double[] logProbabilities(Batch batch) {
    return script.evaluate("log_probabilities", inputs(batch, false).toArray(Input[]::new));
  }

  /** What train_step.py's logits takes, and the targets. */
  private List<Input> inputs(Batch batch, boolean kept) {
    List<Input> inputs = new ArrayList<>();
    if (batch.level().isEmpty()) {
      inputs.addAll(Collections.nCopies(8, NOTHING));
    } else if (kept) {
      inputs.addAll(Collections.nCopies(6, NOTHING));
      places(batch, windows.places(batch), inputs);
    } else {
      WindowTable table = new WindowTable(batch);
      group(table.group(false), inputs);
      group(table.group(true), inputs);
      places(batch, table.places(), inputs);
    }
    inputs.add(fed(batch));
    inputs.add(plan(batch, kept));
    Batch.Targets targets = batch.targets();
    inputs.add(list(targets.rows()));
    inputs.add(list(targets.ids()));
    return inputs;
  }

  private void group(WindowTable.Group group, List<Input> inputs) {
    int[][] ids = group.ids();
    inputs.add(ids.length == 0 ? NOTHING : ids(ids));
    inputs.add(list(group.lengths()));
    long[] slots = group.slots();
    inputs.add(
        group.isShort() && ids.length > 0
            ? Input.longs(slots, ids.length, slots.length / ids.length)
            : list(slots));
  }

  /** Rows of slots, filled up to one number, and how many are real. */
  private static void places(Batch batch, long[][] places, List<Input> inputs) {
    int most = batch.mostSlots();
    long[] all = new long[places.length * most];
    for (int b = 0; b < places.length; b++) {
      System.arraycopy(places[b], 0, all, b * most, places[b].length);
    }
    inputs.add(Input.longs(all, places.length, most));
    inputs.add(list(Arrays.stream(places).mapToLong(row -> row.length).toArray()));
  }

  /** The texts without their last ids, which are only predicted. */
  private Input fed(Batch batch) {
    int length = batch.texts()[0].length - 1;
    int[][] fed = new int[batch.texts().length][];
    Arrays.setAll(fed, b -> Arrays.copyOf(batch.texts()[b], length));
    return ids(fed);
  }

  private static Input list(long[] values) {
    return Input.longs(values, values.length);
  }

  private static Input plan(Batch batch, boolean kept) {
    boolean even =
        IntStream.range(0, batch.contexts().length)
            .allMatch(b -> batch.slots(b) == batch.mostSlots());
    return list(
        new long[] {batch.firstRow(), batch.startsAtSlots() ? 1 : 0, kept ? 1 : 0, even ? 1 : 0});
  }

  private static int slotBytes(Network network) {
    int levels =
        1
            + network.compressor().map(c -> c.levelsPerBlock()).orElse(0)
                * network.decoder().layers();
    return levels * network.decoder().hidden() * Dtype.F32.bytes();
  }

  /** Keeps slots in train_step.py. */
  private final class Keeper implements KeptWindows.Encoder {
    @Override
    public void keep(int slots) {
      script.evaluate("keep", list(new long[] {slots}));
    }

    @Override
    public void encode(int[][] ids, long[] slots, long[] places) {
      script.evaluate("encode", TrainStep.this.ids(ids), list(slots), list(places));
    }
  }

  private Input ids(int[][] rows) {
    int length = rows[0].length;
    long[] all = new long[rows.length * length];
    for (int i = 0; i < all.length; i++) {
      int id = rows[i / length][i % length];
      if (id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            "token id "
                + id
                + " is outside the vocabulary of "
                + vocabulary
                + "; is it another model's tokenizer?");
      }
      all[i] = id;
    }
    return Input.longs(all, rows.length, length);
  }

  /** L2 norm over all gradients, before clipping. */
  double gradientNorm() {
    return script.evaluate("gradient_norm", NOTHING)[0];
  }

  /**
   * Updates every trained parameter and clears the gradients.
   *
   * @param updates how many came before this one
   * @param norm {@link #gradientNorm()}
   */
  void update(AdamW adamW, double learningRate, long updates, double norm) {
    script.evaluate(
        "update",
        Input.doubles(
            learningRate,
            adamW.beta1(),
            adamW.beta2(),
            adamW.eps(),
            adamW.weightDecay(),
            adamW.factor(norm),
            (double) updates));
    clearGradients();
  }

  void clearGradients() {
    script.evaluate("clear", NOTHING);
  }

  /** A tensor's bytes in a type, little-endian. Moments and gradients exist for trained ones. */
  ByteBuffer take(int parameter, Part part, Dtype dtype) {
    return script.bytes("take", list(new long[] {parameter, part.number, dtype.scalarType()}));
  }

  /** Sets a tensor from the bytes of {@link #take} in F32. */
  void put(int parameter, Part part, ByteBuffer bytes) {
    windows.forget();
    script.evaluate("put", list(new long[] {parameter, part.number, 0}), Input.bytes(bytes));
  }

  @Override
  public void close() {
    script.close();
  }
}
