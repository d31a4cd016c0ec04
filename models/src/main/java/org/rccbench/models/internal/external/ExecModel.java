package org.rccbench.models.internal.external;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rccbench.datasets.Context;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.UnsupportedRequestException;

/**
 * A model that is any program speaking JSON lines on its standard input and output
 * (docs/bring-your-own-model.md). The program keeps one context at a time.
 */
final class ExecModel implements ContextModel {
  static final String FOLDER = "folder";
  static final String HIDE_ENV = "hide_env";

  private final Dialogue dialogue;
  private final ExecCard own;
  private final NamedTokenizer tokenizer;
  private final ModelCard card;
  private ExecMemory latest;

  private ExecModel(Dialogue dialogue, Settings settings) {
    this.dialogue = dialogue;
    this.own = ownCard(dialogue);
    this.tokenizer = NamedTokenizer.open(settings, own.input());
    this.card = own.modelCard(tokenizer.name(), tokenizer.tokenizer().size());
  }

  private static ExecCard ownCard(Dialogue dialogue) {
    try {
      return ExecCard.of(dialogue.card());
    } catch (MalformedAnswerException e) {
      throw new IllegalStateException("the program's card is wrong: " + e.getMessage(), e);
    }
  }

  /** The words of the command, which may begin with {@code exec:}. */
  static List<String> command(ModelSpec spec) {
    String source = spec.source();
    return Words.of(source.startsWith("exec:") ? source.substring(5) : source);
  }

  /** Refuses what can be seen to be wrong without starting the program. */
  static void check(ModelSpec spec) {
    Settings settings = new Settings(spec);
    settings.refuseArithmetic();
    settings.timeout();
    settings.variables(HIDE_ENV);
    command(spec);
  }

  /** The same program without these variables, beside those that it does without anyhow. */
  static ModelSpec hiding(ModelSpec spec, Set<String> variables) {
    Set<String> hidden = new TreeSet<>(new Settings(spec).variables(HIDE_ENV));
    hidden.addAll(variables);
    Map<String, String> settings = new TreeMap<>(spec.settings());
    settings.put(HIDE_ENV, String.join(",", hidden));
    return spec.withSettings(settings);
  }

  static ExecModel open(ModelSpec spec) {
    Settings settings = new Settings(spec);
    Path folder = Path.of(settings.text(FOLDER).orElse(".")).toAbsolutePath();
    Program.Start start = new Program.Start(command(spec), folder, settings.variables(HIDE_ENV));
    Dialogue dialogue = new Dialogue(start, settings.timeout());
    try {
      return new ExecModel(dialogue, settings);
    } catch (RuntimeException e) {
      dialogue.close();
      throw e;
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer.tokenizer();
  }

  @Override
  public Memory read(Context context) {
    long tokens = context.tokenCount(tokenizer());
    if (own.maxContext() > 0 && tokens > own.maxContext()) {
      throw new UnsupportedRequestException(
          "the context has " + tokens + " tokens, the program reads at most " + own.maxContext());
    }
    latest = new ExecMemory(this, context, tokens);
    return latest;
  }

  boolean isLatest(ExecMemory memory) {
    return memory == latest;
  }

  Dialogue dialogue() {
    return dialogue;
  }

  boolean readsIds() {
    return own.input() == InputForm.IDS;
  }

  /** Refuses what the card does not list. */
  void require(String ability) {
    if (!own.can().contains(ability)) {
      throw new UnsupportedRequestException("the program does not " + ability);
    }
  }

  @Override
  public void close() {
    dialogue.close();
    tokenizer().close();
  }
}
