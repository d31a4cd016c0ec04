package org.rccbench.bench.jmh;

import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rccbench.datasets.Context;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.NeoxConfig;

/**
 * One cell of the matrix model x shape x dtype x weights x length, gated and open. The registry of
 * models is {@link ContextModels}: a new kind is a new value of {@code model}.
 */
@State(Scope.Benchmark)
public class ModelCell {
  private static final long CONTEXT_SEED = 1;

  /** Kind of model. */
  @Param({"full", "rcc"})
  public String model;

  /** Pythia shape of random weights; not asked where {@code checkpoint} is given. */
  @Param("pythia-14m")
  public String shape;

  /** A checkpoint folder, or empty for random weights. */
  @Param("")
  public String checkpoint;

  /** Arithmetic: f32 or bf16. */
  @Param("f32")
  public String dtype;

  /** Weight form: auto, plain, packed or both. */
  @Param("auto")
  public String weights;

  /** Context tokens. */
  @Param("2048")
  public int length;

  private ContextModel open;
  private ReadProbe probe;
  private long stepBytes;

  /** Runs the gate, measures the read bandwidth, and opens the model. */
  @Setup(Level.Trial)
  public void openGated() {
    ModelSpec spec = spec();
    ModelGate.check(spec).forEach(Agreement::require);
    probe = ReadProbe.measure();
    open = ContextModels.open(spec);
    stepBytes = DecoderWeights.of(open.card(), dtype).stepBytes(decoderShape());
  }

  /** Closes the model. */
  @TearDown(Level.Trial)
  public void close() {
    open.close();
  }

  /** What the parameters ask for. */
  ModelSpec spec() {
    String source = checkpoint.isEmpty() ? ShapeSource.of(model, shape) : checkpoint;
    return ModelSpec.of(model, source).withArithmetic(dtype, weights, "cpu");
  }

  private NeoxConfig decoderShape() {
    return checkpoint.isEmpty()
        ? NeoxConfig.PYTHIA.get(shape)
        : Checkpoint.open(Path.of(checkpoint)).config();
  }

  ContextModel model() {
    return open;
  }

  /** The same random ids in every cell of a vocabulary. */
  Context context() {
    return TokenContext.random(length, open.card().vocabulary(), CONTEXT_SEED);
  }

  ReadProbe probe() {
    return probe;
  }

  /** Weight bytes of one decoding step; see {@link DecoderWeights#stepBytes}. */
  long stepBytes() {
    return stepBytes;
  }
}
