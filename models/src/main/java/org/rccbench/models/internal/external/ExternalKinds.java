package org.rccbench.models.internal.external;

import java.util.Set;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModelProvider;
import org.rccbench.models.ModelOption;
import org.rccbench.models.ModelSpec;

/** The kinds of model that compute elsewhere; listed under META-INF/services. */
public final class ExternalKinds {
  static final String NOT_REPORTED = "not reported";

  private ExternalKinds() {}

  /** {@code exec}: a program that speaks JSON lines. */
  public static final class Exec implements ContextModelProvider {
    @Override
    public String kind() {
      return "exec";
    }

    @Override
    public Set<ModelOption> options() {
      return Set.of();
    }

    @Override
    public Set<String> settings() {
      return Set.of(Settings.TOKENIZER, Settings.TIMEOUT, ExecModel.FOLDER, ExecModel.HIDE_ENV);
    }

    @Override
    public boolean startsPrograms() {
      return true;
    }

    @Override
    public void check(ModelSpec spec) {
      ExecModel.check(spec);
    }

    @Override
    public ModelSpec hiding(ModelSpec spec, Set<String> variables) {
      return ExecModel.hiding(spec, variables);
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return ExecModel.open(spec);
    }
  }

  /** {@code http}: an OpenAI-compatible completions server. */
  public static final class Http implements ContextModelProvider {
    @Override
    public String kind() {
      return "http";
    }

    @Override
    public Set<ModelOption> options() {
      return Set.of();
    }

    @Override
    public Set<String> settings() {
      return Set.of(
          Settings.TOKENIZER,
          Settings.TIMEOUT,
          HttpModel.MODEL,
          HttpModel.SEND,
          HttpModel.KEY,
          HttpModel.RETRIES,
          HttpModel.MAX_CONTEXT,
          HttpModel.WEIGHTS);
    }

    @Override
    public Set<String> secrets(ModelSpec spec) {
      return new Settings(spec).text(HttpModel.KEY).map(Set::of).orElse(Set.of());
    }

    @Override
    public void check(ModelSpec spec) {
      HttpModel.check(spec);
    }

    @Override
    public ContextModel open(ModelSpec spec) {
      return HttpModel.open(spec);
    }
  }
}
