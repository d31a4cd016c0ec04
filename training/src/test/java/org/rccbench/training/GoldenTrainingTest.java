package org.rccbench.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Five AdamW steps of the production training step give the losses, gradient norms and parameters
 * of the reference, in every variant of every training folder. The folder is the system property
 * {@code golden.models} (relative to the project's root), or the copy in this module's test
 * resources.
 */
class GoldenTrainingTest {
  private static final Set<String> OTHERS = Set.of("neox", "rcc", "tokenizer", "chat");

  @TestFactory
  List<DynamicNode> everyTrainingFolder() throws IOException {
    Path root = root();
    List<DynamicNode> nodes = new ArrayList<>();
    Map<String, Integer> kinds = new TreeMap<>();
    int variants = 0;
    for (Path folder : folders(root)) {
      JsonNode json = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
      String kind = json.path("kind").asText();
      kinds.merge(kind, 1, Integer::sum);
      if (kind.startsWith("train-")) {
        List<DynamicTest> tests = new GoldenRun(folder, kind, json).tests();
        variants += tests.size() - 1;
        nodes.add(DynamicContainer.dynamicContainer(folder.getFileName() + "", tests));
      } else {
        assertThat(OTHERS).as(folder + ": known kinds").contains(kind);
      }
    }
    assertThat(nodes).as("training folders in " + root).isNotEmpty();
    report(kinds, variants);
    return nodes;
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

  @SuppressWarnings("SystemOut")
  private static void report(Map<String, Integer> kinds, int variants) {
    System.out.println("golden training: folders by kind " + kinds + ", variants " + variants);
  }
}
