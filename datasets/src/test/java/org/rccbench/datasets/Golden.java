package org.rccbench.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows of reference answers, from the test resources or the folder that golden.metrics names. */
final class Golden {
  private Golden() {}

  static List<JsonNode> rows(String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(mapper.readTree(line));
      }
    }
    return rows;
  }

  private static InputStream open(String file) throws IOException {
    String folder = System.getProperty("golden.metrics", "");
    if (folder.isEmpty()) {
      return Golden.class.getResourceAsStream("/golden/metrics/" + file);
    }
    return Files.newInputStream(path(folder).resolve(file));
  }

  /** A path from a system property; relative ones start at the root of the build. */
  static Path path(String value) {
    return Path.of(System.getProperty("rccbench.root", "")).resolve(value);
  }
}
