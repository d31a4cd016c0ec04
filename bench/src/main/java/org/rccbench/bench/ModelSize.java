package org.rccbench.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rccbench.evaluators.Work;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.checkpoint.BundledModels;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.NeoxConfig;
import org.rccbench.models.checkpoint.RccConfig;
import org.rccbench.reports.gate.MachineScore;

/**
 * What a model takes, from its configuration alone; no weight is read.
 *
 * @param encoder parameters that each token of a window passes, 0 without an encoder
 * @param decoder parameters that each decoder position passes
 * @param rate tokens of a decoder position
 * @param bytes of all weights in the arithmetic's type, each once
 * @param kvBytes of the decoder's cache, a position
 * @param attention multiplications and additions of a position with each one before it
 */
record ModelSize(long encoder, long decoder, int rate, long bytes, long kvBytes, double attention) {
  /** A multiplication and an addition for each parameter. */
  private static final double FLOPS = 2;

  /** Keys and values. */
  private static final int PAIR = 2;

  private static final double GIGA = 1e9;

  /** Empty where the kind is none of this program's own, or runs elsewhere. */
  static Optional<ModelSize> of(ModelSpec spec) {
    String source = spec.source();
    if (source.startsWith("rcc:")) {
      String[] towers = source.substring("rcc:".length()).split(",", -1);
      return shape(towers[0])
          .flatMap(
              encoder ->
                  shape(towers[towers.length - 1])
                      .map(decoder -> of(spec, encoder, decoder, RccConfig.OFFICIAL)));
    }
    if (source.startsWith("shape:")) {
      return shape(source).map(decoder -> of(spec, null, decoder, RccConfig.OFFICIAL));
    }
    if (source.contains(":") && !source.startsWith(BundledModels.PREFIX)) {
      return Optional.empty();
    }
    Path folder = BundledModels.folder(source);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Checkpoint files = Checkpoint.open(folder);
    return Optional.of(
        of(
            spec,
            files.isRcc() ? files.encoderConfig() : null,
            files.config(),
            files.rccConfig().orElse(RccConfig.OFFICIAL)));
  }

  private static Optional<NeoxConfig> shape(String source) {
    return Optional.ofNullable(NeoxConfig.PYTHIA.get(source.replace("shape:", "")));
  }

  private static ModelSize of(
      ModelSpec spec, NeoxConfig encoder, NeoxConfig decoder, RccConfig settings) {
    int width = Dtype.arithmetic(spec.dtype()).bytes();
    long encoding = encoder == null ? 0 : encoder.parameters(false);
    long decoding = decoder.parameters(true);
    int rate = encoder == null ? 1 : spec.rate().orElse(settings.rate());
    double columns = (double) decoder.layers() * decoder.hidden();
    return new ModelSize(
        // rows of the embedding are looked up, not multiplied with
        encoder == null ? 0 : encoding - (long) encoder.vocabulary() * encoder.hidden(),
        decoding - (long) decoder.vocabulary() * decoder.hidden(),
        rate,
        (encoding + decoding) * width,
        PAIR * (long) columns * width,
        FLOPS * PAIR * columns);
  }

  /** Bytes that must stand in memory once a context is read. */
  long floor(long tokens) {
    return bytes + kvBytes * (tokens / rate);
  }

  /** What reading a context and answering one prompt take. */
  Work work(long tokens, int prompt, int ids) {
    double positions = (double) tokens / rate;
    double encoded = encoder == 0 ? 0 : tokens;
    return new Work(encoded, positions, positions * positions, 0, 0, 0, 0)
        .plus(Work.answering(positions, prompt, ids));
  }

  /** Seconds that work takes where products run at full speed and a decoded token reads all. */
  double seconds(Work work, MachineScore machine) {
    double positions = work.read() + work.prompted();
    double pairs = work.readPairs() / 2 + work.promptedPairs();
    double flops = FLOPS * (encoder * work.encoded() + decoder * positions) + attention * pairs;
    double read =
        work.decoded() * (double) decoder * ((double) bytes / (encoder + decoder))
            + kvBytes * work.decodedPairs();
    return flops / (machine.gigaflops() * GIGA) + read / (machine.gigabytes() * GIGA);
  }
}
