package org.rccbench.reports.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys of a manifest file. */
record ManifestHead(
    PaperManifest.Paper paper, Map<String, JsonNode> models, List<JsonNode> groups) {
  ManifestHead {
    Objects.requireNonNull(paper, "paper is missing: {key, title, source}");
    models = models == null ? Map.of() : models;
    if (groups == null || groups.isEmpty()) {
      throw new IllegalArgumentException("groups is missing: a manifest has rows");
    }
  }
}
