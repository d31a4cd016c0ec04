package org.rccbench.evaluators.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical form of samples.jsonl: sorted by key, without {@code measured}. It is byte-equal
 * for two runs of the same suite, whatever interrupted them.
 */
public final class CanonicalSamples {

  private CanonicalSamples() {}

  /** The canonical form of a run folder or a samples.jsonl. */
  public static byte[] of(Path path) {
    return of(Journal.read(path));
  }

  /** The canonical form of lines. */
  public static byte[] of(List<SampleLine> lines) {
    List<SampleLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(SampleLine::key));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (SampleLine line : sorted) {
      ObjectNode tree = Json.MAPPER.valueToTree(line);
      tree.remove("measured");
      try {
        out.writeBytes(Json.MAPPER.writeValueAsBytes(tree));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("sample " + line.key() + " cannot be written", e);
      }
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Writes the canonical form of lines to a file. */
  public static void write(List<SampleLine> lines, Path to) {
    AtomicFile.write(to, of(lines));
  }

  /** Writes the canonical form of a run folder or a samples.jsonl to another file. */
  public static void write(Path from, Path to) {
    AtomicFile.write(to, of(from));
  }
}
