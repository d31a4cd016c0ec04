package org.rccbench.datasets;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process that reads a whole data set and says how many examples and context bytes there are. */
final class StreamProbe {
  private StreamProbe() {}

  /** Takes the schema's name and the file. */
  public static void main(String[] args) {
    long[] sums = new long[2];
    try (Stream<Example> examples = Datasets.named(args[0]).open(Path.of(args[1])).examples()) {
      examples.forEach(
          example -> {
            sums[0]++;
            sums[1] += example.context().tokenCount(Encoders.BYTES);
          });
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println(sums[0] + " " + sums[1]);
  }
}
