package org.rccbench.evaluators;

import java.nio.file.Path;
import java.util.Objects;
import org.rccbench.datasets.Dataset;
import org.rccbench.datasets.Datasets;

/**
 * Where a task's data comes from.
 *
 * @param reader name of a reader, default {@code plain-text}
 * @param path file or folder; a relative one starts at the suite file's folder
 */
record DataSource(String reader, Path path) {

  DataSource {
    reader = reader == null ? Datasets.PLAIN_TEXT.label() : reader;
    Datasets.named(reader);
    Objects.requireNonNull(path, "data needs a path: the file or folder to read");
  }

  Dataset open(Path base) {
    return Datasets.named(reader).open(base.resolve(path));
  }
}
