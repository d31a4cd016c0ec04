package org.rccbench.evaluators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rccbench.datasets.Datasets;
import org.rccbench.evaluators.scorers.Scorer;
import org.rccbench.evaluators.yaml.YamlBinder;
import org.rccbench.evaluators.yaml.YamlTree;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelOption;

/** The pages of docs/ that say what a suite may name: from the code, its defaults, its Javadoc. */
final class ReferencePages {
  private static final String MADE = "<!-- Generated: ReferenceDocsTest says how. -->\n\n";
  private static final String EVALUATORS = "evaluators";
  private static final String MODELS = "models";

  private ReferencePages() {}

  /** Where a task's words and defaults are. */
  private record Described(Class<?> words, Class<? extends Record> options, String least) {}

  private static Described described(Tasks task) {
    return switch (task) {
      case NEEDLE -> new Described(NeedleOptions.class, NeedleOptions.class, "{}");
      case PASSKEY -> new Described(Passkey.class, PasskeyOptions.class, "{}");
      case PERPLEXITY ->
          new Described(Perplexity.class, PerplexityOptions.class, "{data: {path: x}}");
      case QUESTION_ANSWERING ->
          new Described(QuestionAnswering.class, QuestionAnsweringOptions.class, "{chronicle: {}}");
      case RECONSTRUCTION ->
          new Described(Reconstruction.class, ReconstructionOptions.class, "{chronicle: {}}");
      case VARIABLE_TRACKING ->
          new Described(VariableTrackingOptions.class, VariableTrackingOptions.class, "{}");
      case WORD_COUNTING ->
          new Described(WordCountingOptions.class, WordCountingOptions.class, "{}");
    };
  }

  /** docs/tasks.md. */
  static String tasks() {
    StringBuilder page =
        new StringBuilder("# Tasks\n\n")
            .append(MADE)
            .append("A suite names tasks under `tasks`, each with its options. A task's version ")
            .append("is part of every sample's name: results of two versions never pair.\n\n")
            .append("## Keys of a suite\n\n")
            .append(table(SuiteTree.class, EMPTY))
            .append("\n## The suite's tokenizer\n\n")
            .append(TOKENIZER)
            .append("\n## Keys of every task\n\n");
    page.append(table(TaskHead.class, "{task: passkey}"));
    for (Tasks task : Tasks.values()) {
      Described described = described(task);
      page.append("\n## ").append(task.label()).append("\n\n");
      page.append(words(described)).append("\n\n");
      page.append(scoring(task, described)).append('\n');
      page.append(table(described.options(), described.least()));
      for (RecordComponent part : described.options().getRecordComponents()) {
        if (part.getType().isRecord()) {
          page.append("\nKeys of `").append(snake(part.getName())).append("`:\n\n");
          page.append(table(part.getType().asSubclass(Record.class), least(part.getType())));
        }
      }
    }
    return page.toString();
  }

  private static String words(Described described) {
    SourceComments comments = SourceComments.of(described.words(), EVALUATORS);
    String kind = described.words().isRecord() ? "record " : "final class ";
    String text = comments.before(kind + described.words().getSimpleName());
    // of an options record: what stands behind "Options of the task `x`:"
    String task = text.replaceFirst("^Options of the task `\\w+`: ", "");
    return task.substring(0, 1).toUpperCase(Locale.ROOT) + task.substring(1);
  }

  private static String scoring(Tasks label, Described described) {
    YamlTree tree = YamlTree.parse(described.least(), "least");
    Task task =
        label.bind(
            (ObjectNode) tree.root(),
            "",
            new Tasks.Setting(new YamlBinder(tree), Suite.parse(EMPTY, "").seeds(), Path.of("")));
    StringBuilder text = new StringBuilder("Version " + task.version() + ". ");
    text.append("Rounds: ").append(task.rounds()).append(". Scored by ");
    text.append(
        task.scorers().isEmpty()
            ? "the model's own probabilities"
            : task.scorers().stream()
                .map(scorer -> "`" + scorer.profile() + "`")
                .collect(Collectors.joining(", ")));
    return text + "; headline `" + task.headline() + "`.\n";
  }

  private static final String TOKENIZER =
      """
      Without `tokenizer`, each model's contexts count in its own tokens: models with different tokenizers read different texts, and their samples do not pair. With it, every length, position,
      place and bucket of a task counts in the one tokenizer that the suite names:

      - A model that has this tokenizer (the same tokenizer.json by its sha256) is asked token by token as it is without the key.
      - A model with another one gets the same texts: contexts and prompts are given as text and become its own tokens. Samples have the same name for all models, so `compare` pairs them.
      - Texts are cut between whole characters only, so a piece may be up to three tokens shorter at a place where a token ends inside a character.
      - What it writes is counted in the suite's tokenizer again: `outputIds`, BLEU over ids, prefix-exact-match and the first divergence are of these ids. Text that is the reference's has the
        reference's ids, other text those that it has behind its prompt.
      - `generate` is in the suite's tokens. Such a model may write as many of its own as the sample's answers or question take in proportion, whichever are more, and a quarter on top; what is over
        `generate` suite tokens is cut before it is scored.
      - Perplexity is by token of the suite: the logarithm of the probability of the whole continuation, over its number of suite tokens.
      - `surprise` counts the model's own tokens, since it gives a probability to no others; where a reference stands in such a model's windows is not recorded, so it has no row in the tables
        by offset and by slot. `window` and `rate` of pass key places are in the suite's tokens.
      - What concerns the model's own work stays in its own tokens: `truncation` and `context_limit`, the ledger, rates and windows, `plan` and the time left, memory and time curves.

      run.json records name, sha256 and size of the tokenizer, and a run is not gone on with in another one.
      """;

  private static final String EMPTY =
      "name: x\nmodels: {m: {kind: oracle, source: bytes}}\ntasks: [{task: passkey}]\n";

  private static String least(Class<?> options) {
    return options == DataSource.class ? "{path: x}" : "{}";
  }

  /** One row a key: its default as the code fills it in, and its sentence. */
  private static String table(Class<? extends Record> type, String least) {
    YamlTree tree = YamlTree.parse(least, "least");
    Record filled = new YamlBinder(tree).bind(tree.root(), "", type);
    Map<String, String> sentences =
        SourceComments.of(type, EVALUATORS).parameters("record " + type.getSimpleName() + "(");
    StringBuilder table = new StringBuilder("| key | default | what |\n|---|---|---|\n");
    for (RecordComponent part : type.getRecordComponents()) {
      String sentence = sentences.get(part.getName());
      if (sentence == null) {
        throw new IllegalStateException(type + " says nothing about " + part.getName());
      }
      boolean given = tree.root().has(snake(part.getName()));
      String standard = given || part.getType().isRecord() ? "" : shown(value(part, filled));
      table.append("| `").append(snake(part.getName())).append("` | ").append(standard);
      table.append(" | ").append(cell(sentence)).append(" |\n");
    }
    return table.toString();
  }

  /** The key stands before it already. */
  private static String cell(String sentence) {
    return sentence.replaceFirst("; in the suite `\\w+`", "").replace("|", "\\|");
  }

  private static Object value(RecordComponent part, Record filled) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(filled);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "" : "`" + map + "`";
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? ""
          : "`["
              + list.stream().map(ReferencePages::number).collect(Collectors.joining(", "))
              + "]`";
    }
    return "`" + number(value) + "`";
  }

  private static String number(Object value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** docs/models.md. */
  static String models() {
    StringBuilder page =
        new StringBuilder("# Models\n\n")
            .append(MADE)
            .append("A suite names models under `models`, each with these keys:\n\n")
            .append(table(ModelEntry.class, "{kind: full, source: x}"))
            .append("\n## Kinds\n\nA key that a kind has no use for is refused. Of the keys above ")
            .append("that not every kind has, these are used:\n\n")
            .append("| kind | what | keys | settings |\n|---|---|---|---|\n");
    for (ContextModelProvider provider : ServiceLoader.load(ContextModelProvider.class)) {
      if (provider.getClass().getName().startsWith("org.rccbench.models.")) {
        page.append(kind(provider));
      }
    }
    return page.append(
            "\nOther kinds can be plugged in; [bring-your-own-model.md](bring-your-own-model.md)"
                + " says how programs and servers are measured.\n")
        .toString();
  }

  private static String kind(ContextModelProvider provider) {
    String what =
        SourceComments.of(provider.getClass(), MODELS)
            .before("public static final class " + provider.getClass().getSimpleName());
    List<String> keys = new ArrayList<>();
    for (ModelOption option : ModelOption.values()) {
      if (provider.options().contains(option)) {
        keys.add("`" + option.label() + "`");
      }
    }
    String settings =
        new TreeSet<>(provider.settings())
            .stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return "| "
        + String.join(
            " | ",
            "`" + provider.kind() + "`",
            what.replaceFirst("^`" + provider.kind() + "`: ", "").replace("|", "\\|"),
            String.join(", ", keys),
            settings)
        + " |\n";
  }

  /** The list of readers in docs/datasets.md. */
  static String readers() {
    SourceComments comments = SourceComments.of(Datasets.class, "datasets");
    return Arrays.stream(Datasets.values())
        .map(reader -> "- `" + reader.label() + "`: " + comments.before(reader.name() + "(") + "\n")
        .collect(Collectors.joining());
  }

  /** The list of profiles in docs/scoring.md. */
  static String profiles() {
    return Arrays.stream(Scorer.values())
            .map(scorer -> "`" + scorer.profile() + "`")
            .collect(Collectors.joining(", "))
        + "\n";
  }
}
