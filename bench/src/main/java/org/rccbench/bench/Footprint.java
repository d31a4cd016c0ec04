package org.rccbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rccbench.reports.gate.MachineScore;
import org.rccbench.reports.paper.PaperRow;
import org.rccbench.reports.paper.PaperScale;

/**
 * What a reproduction is going to take, known before it starts.
 *
 * @param models source and size of each model, those of the curves included
 * @param data files and bytes of each kind of data that is read
 * @param samples samples of each task, over all of its models
 * @param points points of each curve, two fresh processes each
 * @param leftOut what of the suite was left out, and why
 * @param memoryBytes what the largest request has to hold at least, or null where nobody can say
 * @param largest which request that is, or null
 * @param seconds a guess from this machine's score, or null where nobody can say
 * @param machine this machine's score, or null where the work is done elsewhere
 * @param rows rows that are judged
 * @param asked rows among them that this scale can say something about
 */
record Footprint(
    Map<String, Model> models,
    Map<String, Data> data,
    Map<String, Long> samples,
    Map<String, List<Long>> points,
    List<String> leftOut,
    Long memoryBytes,
    String largest,
    Double seconds,
    MachineScore machine,
    int rows,
    int asked) {

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  /**
   * A model.
   *
   * @param kind its kind
   * @param source folder, bundled name or shape
   * @param bytes of its weights in the arithmetic's type, or null where it cannot be known
   */
  record Model(String kind, String source, Long bytes) {
    @Override
    public String toString() {
      return kind + " " + source + (bytes == null ? "" : ", " + Footprint.size(bytes));
    }
  }

  /**
   * Data.
   *
   * @param files number of files
   * @param bytes of all of them
   */
  record Data(int files, long bytes) {
    @Override
    public String toString() {
      return files + (files == 1 ? " file, " : " files, ") + Footprint.size(bytes);
    }
  }

  /**
   * Which rows are judged and at what size.
   *
   * @param all the rows asked for
   * @param scale the size
   */
  record Rows(List<PaperRow> all, PaperScale scale) {
    int asked() {
      return (int) all.stream().filter(row -> row.isFor(scale)).count();
    }
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("models:  " + joined(models));
    lines.add("data:    " + (data.isEmpty() ? "generated" : joined(data)));
    lines.add("samples: " + joined(samples));
    lines.add("points:  " + joined(points));
    leftOut.forEach(what -> lines.add("left out: " + what));
    lines.add(
        "memory:  "
            + (memoryBytes == null
                ? "not known beforehand"
                : "at least " + size(memoryBytes) + " above the idle process, for " + largest));
    lines.add("time:    " + (seconds == null ? "not known beforehand" : time()));
    lines.add("rows:    " + rows + " judged, " + asked + " of them within reach of this scale");
    return lines;
  }

  private String time() {
    String much =
        seconds < 2 * MINUTE
            ? String.format(Locale.ROOT, "%.0f seconds", seconds)
            : seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%.0f minutes", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.0f hours", seconds / HOUR);
    return String.format(
        Locale.ROOT,
        "roughly %s, a guess from this machine's %.0f GFLOP/s and %.0f GB/s; plan tries the models",
        much,
        machine.gigaflops(),
        machine.gigabytes());
  }

  private static String size(long bytes) {
    return bytes < 10L << 20
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
        : (bytes >> 20) + " MiB";
  }

  private static String joined(Map<String, ?> map) {
    return map.isEmpty()
        ? "none"
        : String.join(
            ", ",
            new TreeMap<>(map)
                .entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList());
  }
}
