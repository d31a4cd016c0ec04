package org.rccbench.models.internal;

import ai.djl.pytorch.engine.PtNDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rccbench.models.checkpoint.Checkpoint;
import org.rccbench.models.checkpoint.Dtype;
import org.rccbench.models.checkpoint.StoredTensor;

/**
 * Tensors of a checkpoint's files, each file one private read-only mapping. A tensor whose type and
 * device stay as stored is a view of the mapping; closing this source leaves such views valid.
 */
final class CheckpointTensors implements TensorSource {
  /** Buffers of old Pythia files and RCC's dead head matrices. */
  private static final Pattern UNUSED =
      Pattern.compile(
          ".*\\.attention\\.(bias|masked_bias|rotary_emb\\.inv_freq)"
              + "|gpt_neox\\.embed_out\\.weight|gpt_neox\\.rcc_encoder\\.embed_out\\.weight");

  private final Checkpoint checkpoint;
  private final Script script = Script.load("weights.py", "Weights");
  private final Map<Path, PtNDArray> files = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  CheckpointTensors(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  @Override
  public PtNDArray take(String name, Placement placement, long... shape) {
    StoredTensor tensor = tensor(name, shape);
    boolean isView = placement.dtype() == tensor.dtype() && placement.device().equals("cpu");
    if (isView && placement.kept()) {
      return view(mapping(tensor.file()), tensor, placement.dtype(), placement.device());
    }
    // A mapping of its own, gone with the tensor: pages that were only read to be copied do not
    // stay resident.
    try (PtNDArray file = map(tensor.file())) {
      return view(file, tensor, placement.dtype(), placement.device());
    }
  }

  private PtNDArray mapping(Path path) {
    return files.computeIfAbsent(path, this::map);
  }

  private PtNDArray map(Path path) {
    return script.tensor("open", path.toString(), path.toFile().length());
  }

  private StoredTensor tensor(String name, long... shape) {
    used.add(name);
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(size);
    }
    return checkpoint.tensor(name, sizes);
  }

  private PtNDArray view(PtNDArray file, StoredTensor tensor, Dtype dtype, String device) {
    return script.tensor(
        "take",
        file,
        tensor.offset(),
        tensor.bytes(),
        tensor.dtype().bytes(),
        tensor.dtype().scalarType(),
        tensor.shape().stream().mapToLong(Long::longValue).toArray(),
        device,
        dtype.scalarType());
  }

  @Override
  public boolean exactInF16(String name, long... shape) {
    StoredTensor tensor = tensor(name, shape);
    if (tensor.dtype() == Dtype.F16) {
      return true;
    }
    try (PtNDArray array = take(name, new Placement(tensor.dtype(), "cpu", false), shape)) {
      return script.flag("exact_in_f16", array);
    }
  }

  @Override
  public Dtype stored(String name, long... shape) {
    return tensor(name, shape).dtype();
  }

  @Override
  public String identity() {
    return checkpoint.sha256();
  }

  /**
   * Refuses tensors that nobody asked for: a network that silently leaves weights out is another
   * one.
   */
  void refuseUnused() {
    Set<String> left = new TreeSet<>(checkpoint.tensors().keySet());
    left.removeAll(used);
    left.removeIf(name -> UNUSED.matcher(name).matches());
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + checkpoint.name()
              + "\" has "
              + left.size()
              + " tensors that its config.json has no place for, such as \""
              + left.iterator().next()
              + "\"");
    }
  }

  @Override
  public void close() {
    files.values().forEach(PtNDArray::close);
    script.close();
  }
}
