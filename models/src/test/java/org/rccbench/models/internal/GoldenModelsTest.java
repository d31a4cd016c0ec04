package org.rccbench.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every number of the golden folders comes out of the production path: logits, log-probabilities,
 * hidden and compressed values within 2e-4, greedy ids equal. The folder is the system property
 * {@code golden.models} (relative to the project's root), or the copy in this module's test
 * resources.
 */
class GoldenModelsTest {

  @TestFactory
  List<DynamicNode> everyFolder() throws IOException {
    Path root = root();
    List<DynamicNode> nodes = new ArrayList<>();
    Map<String, Integer> cases = new TreeMap<>();
    Map<String, Integer> folders = new TreeMap<>();
    for (Path folder : folders(root)) {
      JsonNode json = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
      Expected expected = new Expected(folder.getFileName().toString(), json);
      String kind = expected.text("kind");
      assertThat(expected.integer("schema")).as(folder + ": schema").isEqualTo(1);
      List<DynamicTest> tests = tests(kind, folder, expected);
      folders.merge(kind, 1, Integer::sum);
      cases.merge(kind, tests.size() - 1, Integer::sum);
      if (kind.equals("neox") && expected.text("stored_dtype").equals("f16")) {
        nodes.add(
            DynamicContainer.dynamicContainer(
                folder.getFileName() + " (neox, packed)",
                new GoldenNeox(folder, seen(folder, json), "packed").tests()));
      }
      nodes.add(DynamicContainer.dynamicContainer(folder.getFileName() + " (" + kind + ")", tests));
    }
    assertThat(nodes).as("golden folders in " + root).isNotEmpty();
    report(folders, cases);
    return nodes;
  }

  /** The same numbers again, for another arithmetic. */
  private static Expected seen(Path folder, JsonNode json) {
    Expected expected = new Expected(folder.getFileName() + " packed", json);
    expected.text("kind");
    expected.integer("schema");
    return expected;
  }

  private static Path root() {
    String property = System.getProperty("golden.models", "");
    Path folder =
        property.isEmpty()
            ? Path.of("src/test/resources/golden/models")
            : Path.of(System.getProperty("rccbench.root", "")).resolve(property);
    assertThat(folder).as("golden.models").isDirectory();
    return folder;
  }

  private static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<DynamicTest> tests(String kind, Path folder, Expected expected) {
    return switch (kind) {
      case "neox" -> new GoldenNeox(folder, expected, "auto").tests();
      case "rcc" -> new GoldenRcc(folder, expected).tests();
      case "tokenizer" -> new GoldenText(folder, expected).tokenizer();
      case "chat" -> new GoldenText(folder, expected).chat();
      // The trainer's folders; they are tested where the trainer is.
      case "train-neox", "train-rcc" ->
          List.of(
              DynamicTest.dynamicTest(
                  "left to the trainer", () -> assertThat(folder.resolve("final")).isDirectory()));
      default -> throw new AssertionError(folder + ": unknown kind \"" + kind + "\"");
    };
  }

  @SuppressWarnings("SystemOut")
  private static void report(Map<String, Integer> folders, Map<String, Integer> cases) {
    StringBuilder line = new StringBuilder("golden models:");
    folders.forEach(
        (kind, n) ->
            line.append(' ')
                .append(kind)
                .append(' ')
                .append(n)
                .append(" folders ")
                .append(cases.get(kind))
                .append(" cases;"));
    System.out.println(line);
  }
}
