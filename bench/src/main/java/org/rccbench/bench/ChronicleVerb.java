package org.rccbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rccbench.datasets.Chronicle;
import org.rccbench.datasets.ChronicleDocument;
import org.rccbench.datasets.ChronicleExamples;
import org.rccbench.datasets.ChronicleQuestion;
import org.rccbench.datasets.Paraphrases;
import org.rccbench.datasets.World;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.checkpoint.BundledModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one document of the synthetic chronicle. */
@Command(
    name = "chronicle",
    description = {
      "Makes one document of synthetic prose about people, places, trades, things and numbers, and",
      "the questions that it answers for certain, one JSON object a line."
    },
    footer = {
      "",
      "Example: rcc-bench data chronicle --seed 7 --tokens 400 --questions --out town.txt",
      "writes town.txt, for ask --context town.txt, and town.questions.jsonl."
    })
final class ChronicleVerb implements Callable<Integer> {
  private static final String BYTES = "bytes";

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--seed", required = true, paramLabel = "N", description = "Which chronicle.")
  private long seed;

  @Option(
      names = "--index",
      defaultValue = "0",
      paramLabel = "N",
      description = "Which document of it (${DEFAULT-VALUE}).")
  private long index;

  @Option(
      names = "--tokens",
      required = true,
      paramLabel = "N",
      description = "Most tokens of the text; it ends with the last sentence that fits.")
  private int tokens;

  @Option(
      names = "--world",
      defaultValue = "validation",
      paramLabel = "NAME",
      description = {
        "Whose names and numbers: train, validation (default)",
        "or test, which is for results alone."
      })
  private World world;

  @Option(
      names = "--unseen",
      description = {
        "Words facts and questions in ways that training never does;",
        "with --world test only."
      })
  private boolean unseen;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR|NAME|bytes",
      description = {
        "Counts tokens: a folder with tokenizer.json, a bundled model, or bytes;",
        "default: the tokenizer of the bundled models, else bytes."
      })
  private String tokenizer;

  @Option(names = "--questions", description = "Also writes the questions with their answers.")
  private boolean questions;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the text there, and questions beside it; else to stdout.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (tokens < 1) {
      throw new IllegalArgumentException("--tokens must be >= 1, was " + tokens);
    }
    Paraphrases wordings = unseen ? Paraphrases.UNSEEN : Paraphrases.SEEN;
    Chronicle chronicle = Chronicle.of(world, seed).worded(wordings, wordings);
    try (Tokenizer counted = tokenizer()) {
      ChronicleDocument document =
          new ChronicleExamples(chronicle, counted).document(index, tokens);
      List<Map<String, Object>> asked =
          questions ? document.questions().stream().map(ChronicleVerb::fields).toList() : List.of();
      print(chronicle, document, counted.encode(document.text()).length, asked);
    }
    return ExitCode.OK.status();
  }

  private Tokenizer tokenizer() {
    String asked =
        tokenizer != null ? tokenizer : BundledModels.names().stream().findFirst().orElse(BYTES);
    return asked.equals(BYTES) ? Tokenizer.bytes() : Tokenizer.load(BundledModels.folder(asked));
  }

  private static Map<String, Object> fields(ChronicleQuestion question) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("question", question.text());
    fields.put("answers", question.answers());
    fields.put("form", question.form().label());
    fields.put("kind", question.kind().label());
    fields.put("hops", question.hops());
    fields.put("evidence", question.evidence());
    fields.put("wording", question.wording().label());
    return fields;
  }

  private void print(
      Chronicle chronicle, ChronicleDocument document, int length, List<Map<String, Object>> asked)
      throws IOException {
    List<String> files = write(document, asked);
    PrintWriter stdout = spec.commandLine().getOut();
    if (common.json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("card", chronicle.card());
      all.put("tokens", length);
      all.put("words", document.words());
      all.put("people", document.people());
      all.put(files.isEmpty() ? "text" : "files", files.isEmpty() ? document.text() : files);
      if (questions && files.isEmpty()) {
        all.put("questions", asked);
      }
      stdout.println(Json.line(all));
    } else if (files.isEmpty()) {
      stdout.println(document.text());
      if (questions) {
        stdout.println();
        asked.forEach(question -> stdout.println(Json.line(question)));
      }
    } else {
      files.forEach(stdout::println);
    }
  }

  /** The files written, none without {@code --out}. */
  private List<String> write(ChronicleDocument document, List<Map<String, Object>> asked)
      throws IOException {
    List<String> files = new ArrayList<>();
    if (out != null) {
      Files.writeString(out, document.text() + "\n", StandardCharsets.UTF_8);
      files.add(out.toString());
      if (questions) {
        Path beside = beside();
        Files.write(beside, asked.stream().map(Json::line).toList(), StandardCharsets.UTF_8);
        files.add(beside.toString());
      }
    }
    return files;
  }

  private Path beside() {
    String name = out.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return out.resolveSibling(stem + ".questions.jsonl");
  }
}
