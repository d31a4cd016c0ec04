package org.rccbench.reports.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rccbench.evaluators.yaml.YamlBinder;
import org.rccbench.evaluators.yaml.YamlTree;

/**
 * The rules of a gate, from YAML in which every key must be known:
 *
 * <pre>{@code
 * rules:
 *   - {id: passkey, metric: score, task: passkey, profile: passkey-landmark, largest: 0.02}
 *   - {id: slots, metric: slots, task: passkey, models: [rcc], largest: 0}
 *   - {id: memory, metric: peak_memory, largest: 0.1, tier: advisory}
 * }</pre>
 *
 * @param rules at least one
 */
public record GatePolicy(List<GateRule> rules) {

  /** Checks that there is a rule, since an empty policy would pass all. */
  public GatePolicy {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a policy needs a rule; an empty one would pass anything");
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line and key of what is wrong
   */
  public static GatePolicy load(Path file) {
    try {
      return parse(Files.readString(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException("policy " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param origin what errors call it
   */
  public static GatePolicy parse(String yaml, String origin) {
    YamlTree tree = YamlTree.parse(yaml, origin);
    YamlBinder binder = new YamlBinder(tree);
    RuleList list = binder.bind(tree.root(), "", RuleList.class);
    List<GateRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.rules().size(); i++) {
      String path = "rules[" + i + "]";
      GateRule rule = binder.bind(list.rules().get(i), path, GateRule.class);
      if (!ids.add(rule.id())) {
        throw tree.error(path, "the id " + rule.id() + " stands twice");
      }
      rules.add(rule);
    }
    GatePolicy policy = new GatePolicy(rules);
    if (rules.stream().noneMatch(rule -> rule.tier() == GateRule.Tier.REQUIRED)) {
      throw tree.error("rules", "a policy needs a required rule; advisory ones alone stop nothing");
    }
    return policy;
  }
}

/** The one key of a policy file. */
record RuleList(List<JsonNode> rules) {
  RuleList {
    if (rules == null) {
      throw new IllegalArgumentException("rules is missing");
    }
  }
}
